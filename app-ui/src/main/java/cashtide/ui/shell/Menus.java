package cashtide.ui.shell;

/** Where a view stands in the drawer: {@code @Menu(title = "Worklist", icon = "list", order = Menus.COLLECT + 1)}. */
public final class Menus {

    public static final double COLLECT = 100;
    public static final double RECEIVABLES = 200;
    public static final double CASH = 300;
    public static final double DATA = 400;
    public static final double ADMIN = 500;

    static final double WIDTH = 100;

    private Menus() {}
}
