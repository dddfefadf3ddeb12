package cashtide.imports;

import static org.assertj.core.api.Assertions.assertThat;

import cashtide.bench.ReceivablesFiles;
import cashtide.fixture.ChildJvm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Files are read, checked and posted as they stream by: what fits into no memory comes in all the same. */
final class LargeImportPgTest extends ImportedFolder {

    /** A quarter of what is allowed: 256 MB would hold the rows of these files without streaming, too. */
    private static final int HEAP_MIB = 64;

    private static final int CUSTOMERS = 2_000;
    private static final int INVOICES = 31_000;
    private static final int PAYMENTS = 31_000;

    @Test
    void sixtyFourThousandRowsComeInWithinAQuarterOf256MegabytesOfHeap() throws Exception {
        actor = given.tenant("large", "2026-04-30");
        ReceivablesFiles.write(folder, CUSTOMERS, INVOICES, PAYMENTS);
        Process child = ChildJvm.start(
                HEAP_MIB,
                ImportingChild.class,
                database.database().jdbcUrl(),
                database.database().password("cashtide_app"),
                actor.tenantId().toString(),
                folder.toString());
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said.strip()).endsWith(ImportStatus.DONE.toString());
        assertThat(number("select count(*) from customer")).isEqualTo(CUSTOMERS);
        assertThat(number("select count(*) from invoice")).isEqualTo(INVOICES);
        assertThat(number("select count(*) from payment")).isEqualTo(PAYMENTS);
    }
}
