// Package collect brings the notices of a bureau's own site into a store: from its list pages or its sitemap, or from a
// list of addresses.
//
//	list page or sitemap --links--> addresses --Site--> bytes --ingest.Ingester--> store
//
// A site is visited as a guest: what its robots.txt forbids is left alone, a second passes between two requests, and no
// request goes to another host, or to an address of a private network. What the site said of a page (ETag,
// Last-Modified) is kept beside the notice, so that the next look asks only whether it changed. A page that is gone at
// two looks takes its notice with it; one that is back brings it back.
package collect
