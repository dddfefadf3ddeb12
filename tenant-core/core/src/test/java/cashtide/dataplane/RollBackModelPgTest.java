package cashtide.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cashtide.audit.CommandId;
import cashtide.fixture.Given;
import cashtide.fixture.TestDatabase;
import cashtide.tenant.Actor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollBackModelPgTest {

    @Test
    void aRollbackIsAskedForOnceAndNamesTheModelThatWasSeen() {
        try (TestDatabase database = TestDatabase.fresh()) {
            Given given = Given.in(database);
            Actor acme = given.tenant("acme", "2026-11-17");
            RollBackModel rollBack = new RollBackModel(given.commands());
            RollBackModel.RollBack command = new RollBackModel.RollBack(CommandId.fresh(), "pooled-2026-11-03");
            RollBackModel.Requested asked = rollBack.handle(acme, command).orThrow();
            assertThat(rollBack.handle(acme, command).orThrow()).isEqualTo(asked);
            assertThat(new DataPlane(given.tenants()).recent(acme, 10))
                    .extracting(DataPlaneRun::id, DataPlaneRun::kind, DataPlaneRun::status)
                    .containsExactly(tuple(asked.runId(), RunKind.ROLL_BACK, RunStatus.REQUESTED));
            List<DataPlaneRun> all =
                    given.tenants().inTx(acme, tx -> DataPlane.all(tx).toList());
            assertThat(all).isEqualTo(new DataPlane(given.tenants()).recent(acme, 10));
            String model = given.tenants().inTx(acme, tx -> tx.sql()
                    .resultQuery("select detail ->> 'model' from data_plane_run where id = ?", asked.runId())
                    .fetchOne(0, String.class));
            assertThat(model).isEqualTo("pooled-2026-11-03");
        }
    }

    @Test
    void whoMayOnlyAskForRunsCannotRollBackByOne() {
        assertThatThrownBy(() -> new RequestRun.Request(CommandId.fresh(), RunKind.ROLL_BACK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kind: a rollback names the model that it takes back");
        assertThatThrownBy(() -> new RollBackModel.RollBack(CommandId.fresh(), " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model: a rollback names the model that it takes back");
    }
}
