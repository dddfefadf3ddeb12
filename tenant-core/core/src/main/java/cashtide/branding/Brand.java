package cashtide.branding;

/**
 * A tenant's brand.
 *
 * @param name the tenant's name
 * @param accentLight accent colour on light ground, {@code #rrggbb}
 * @param accentDark accent colour on dark ground, {@code #rrggbb}
 * @param subtitle second line under the name; may be empty
 * @param logo whether a logo was uploaded
 * @param version rises with each change; makes addresses of the stylesheet and the logo unique
 */
public record Brand(String name, String accentLight, String accentDark, String subtitle, boolean logo, long version) {}
