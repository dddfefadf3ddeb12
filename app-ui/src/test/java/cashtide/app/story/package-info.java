/** Stories in a real browser. */
package cashtide.app.story;
