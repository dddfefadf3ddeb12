package cashtide.audit;

import cashtide.tenant.Role;
import java.util.Set;

/**
 * What the runner has to know of a use case.
 *
 * @param name its class's name, kept in the command log and the audit trail
 * @param answer the record it answers with when carried out
 * @param allowed roles that may ask for it
 */
public record UseCase<T>(String name, Class<T> answer, Set<Role> allowed) {

    public UseCase {
        allowed = Set.copyOf(allowed);
    }

    public static <T> UseCase<T> of(Class<?> useCase, Class<T> answer, Role... allowed) {
        return new UseCase<>(useCase.getSimpleName(), answer, Set.of(allowed));
    }
}
