/**
 * Invented businesses for the demo: a seeded generator writes the files that an import reads, and what collectors did;
 * all of it goes in through the product's own interfaces.
 */
@NullMarked
package cashtide.local.demo;

import org.jspecify.annotations.NullMarked;
