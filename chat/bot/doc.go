// Package bot answers the messages of chat platforms, each once, however often and wherever it is delivered.
//
//	Message --Take--> Job, one a message --work--> Answer in parts --> the request that waits for it (Await, Told)
//	                                                              \-> Sender, where the platform lets us write first
//
// Jobs, what users have not been told yet and their last turns are in the store, so that replicas agree and a restart
// loses nothing: a job is worked on by the server that claims it, under a lease that it renews, and by another once the
// lease has run out. What a request could not be told in time waits until its user says "继续".
//
// The packages of the platforms hold their protocols and nothing of this.
package bot
