package cashtide.branding;

import cashtide.audit.ErrorCode;

/** Why a brand cannot be saved. */
public enum BrandRefusal implements ErrorCode {
    BRAND_COLOUR_MALFORMED("A colour is written as #rrggbb"),
    BRAND_SUBTITLE_TOO_LONG("The line under the name has at most 60 characters"),
    BRAND_CONTRAST_TOO_LOW("The colour has too little contrast to be read"),
    BRAND_LOGO_TOO_LARGE("The logo is too large"),
    BRAND_LOGO_UNREADABLE("A logo is a PNG, JPEG, WebP or SVG picture, the same kind for light and dark ground");

    private final String text;

    BrandRefusal(String text) {
        this.text = text;
    }

    @Override
    public String code() {
        return name();
    }

    @Override
    public String text() {
        return text;
    }
}
