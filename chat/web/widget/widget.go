// Package widget holds the chat widget: plain ES modules and style sheets of our own, served as they are. The types in
// their comments are checked by tsc (chat/web/browser/tsconfig.json).
//
//	widget.js   what a page embeds: a button that makes an iframe on the first click, or the inline element
//	app.js      the element <wence-chat>: conversation, question form, panels
//	chat.js     the conversation: asks, shows what comes, stops, tries again
//	ask.js      the question form and its keys
//	client.js   the HTTP API: sessions, answers as a stream, regions, feedback
//	stream.js   server-sent events out of bytes
//	answer.js   one answer: text with its marks, notes, choices, citation cards
//	card.js     a citation card
//	feedback.js copying and rating an answer
//	panel.js    the panels that open over the conversation: places, display
//	settings.js language, colours and size of type as a person set them
//	words.js    the words of the interface, in three languages
//	dom.js      elements made of text, never of HTML
package widget

import (
	"embed"
	"io/fs"
)

//go:embed *.js *.css
var files embed.FS

// FS is the folder of the widget's files.
func FS() fs.FS { return files }
