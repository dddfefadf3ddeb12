package cashtide.app.identity;

/**
 * Somebody who signs in.
 *
 * @param username unique in the whole installation; for people who were invited, their e-mail address
 */
public record Person(String username, String email, String firstName, String lastName) {

    public Person {
        if (!email.matches("[^@\\s]{1,64}@[^@\\s]{1,189}")) {
            throw new IllegalArgumentException("email '" + email + "' is not an address: it has one @ and no spaces");
        }
        if (username.isBlank() || firstName.isBlank() || lastName.isBlank()) {
            throw new IllegalArgumentException("a person has a user name, a first and a last name");
        }
    }

    /** A person known by the e-mail address. */
    public static Person of(String email, String firstName, String lastName) {
        return new Person(email, email, firstName, lastName);
    }
}
