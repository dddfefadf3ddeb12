package cashtide.audit;

/** What somebody asks for. Implemented by records, one per use case. */
public interface Command {

    CommandId commandId();
}
