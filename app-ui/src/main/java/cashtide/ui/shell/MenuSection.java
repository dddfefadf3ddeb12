package cashtide.ui.shell;

/**
 * A section of the drawer. A view says where it stands by {@code @Menu(order = …)}: {@code Menus.COLLECT + 1} is
 * the first entry under "Collect".
 */
enum MenuSection {
    COLLECT("Collect", Menus.COLLECT),
    RECEIVABLES("Receivables", Menus.RECEIVABLES),
    CASH("Cash", Menus.CASH),
    DATA("Data", Menus.DATA),
    ADMIN("Admin", Menus.ADMIN);

    private final String title;
    private final double order;

    MenuSection(String title, double order) {
        this.title = title;
        this.order = order;
    }

    String title() {
        return title;
    }

    boolean holds(double entryOrder) {
        return entryOrder >= order && entryOrder < order + Menus.WIDTH;
    }
}
