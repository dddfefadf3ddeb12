package cashtide.app.identity;

/** What came of inviting a person. */
public sealed interface InviteOutcome {

    /** The account is new; the password is valid for one sign-in, which asks for another. */
    record Invited(String userId, String oneTimePassword) implements InviteOutcome {}

    /** The person had an account already and is now a member of this tenant too, with their own password. */
    record Joined(String userId) implements InviteOutcome {}

    /** The person is a member of this tenant already; nothing was changed. */
    record AlreadyMember(String userId) implements InviteOutcome {}
}
