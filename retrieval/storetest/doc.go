// Package storetest holds every retrieval.Store to its contract.
//
// A store's tests call the parts that they can offer:
//
//	Run         all that a store promises within one process; open gives an empty store
//	RunReopen   what is kept when the store is closed and opened again
//	RunSettled  that merging and compaction leave the index as if only what is left had ever been put
//	RunRanking  that passages of public question sets under ../shared/data are found as well as BM25 can
//	Feed, CheckFed, CheckWhole  for tests with several processes: one that stores until it is killed, what must be left,
//	            and what others may see meanwhile
//
// The notices in the suite are fictional.
package storetest
