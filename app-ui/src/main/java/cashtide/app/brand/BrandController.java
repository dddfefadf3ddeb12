package cashtide.app.brand;

import cashtide.app.host.HostTenant;
import cashtide.branding.Brand;
import cashtide.branding.Brands;
import cashtide.branding.Logo;
import cashtide.tenant.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the brand of the host's tenant without sign-in: the sign-in page and refusals carry it too. */
@RestController
final class BrandController {

    private static final CacheControl AN_HOUR =
            CacheControl.maxAge(Duration.ofHours(1)).cachePrivate();

    private final Brands brands;

    BrandController(Brands brands) {
        this.brands = brands;
    }

    @GetMapping("/tenant/brand.css")
    ResponseEntity<String> stylesheet(HttpServletRequest request) {
        Brand brand = brands.of(reader(request));
        String css = "html{--aura-accent-color-light:" + brand.accentLight() + ";--aura-accent-color-dark:"
                + brand.accentDark() + "}"
                // The bar of a page that loads is there before our own stylesheets are.
                + ".v-loading-indicator{background:light-dark(" + brand.accentLight() + "," + brand.accentDark()
                + ")!important}";
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                .cacheControl(AN_HOUR)
                .body(css);
    }

    @GetMapping("/tenant/logo")
    ResponseEntity<byte[]> logo(
            HttpServletRequest request, @RequestParam(name = "dark", defaultValue = "false") boolean dark) {
        Actor reader = reader(request);
        Logo logo = brands.logo(reader, dark);
        if (logo == null) {
            return drawn(Monogram.svg(brands.of(reader), dark));
        }
        return picture(logo.mediaType(), logo.bytes());
    }

    /** For the browser's tab; asked for at this address by whatever page names no icon. */
    @GetMapping({"/tenant/icon", "/favicon.ico"})
    ResponseEntity<byte[]> icon(HttpServletRequest request) {
        Actor reader = reader(request);
        Logo logo = brands.logo(reader, false);
        return logo == null ? drawn(Monogram.icon(brands.of(reader))) : picture(logo.mediaType(), logo.bytes());
    }

    private static ResponseEntity<byte[]> drawn(String svg) {
        return picture("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
    }

    /** A picture that a tenant uploaded may be an SVG with a script in it: sandboxed, it can do nothing when opened. */
    private static ResponseEntity<byte[]> picture(String mediaType, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mediaType))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(AN_HOUR)
                .body(bytes);
    }

    private static Actor reader(HttpServletRequest request) {
        return Actor.job(HostTenant.of(request).id(), "brand");
    }
}
