package cashtide.ui.shell;

import cashtide.ui.component.KeyButton;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;

/**
 * Single keys that are the same on every screen: {@code g} and a letter goes to a screen, {@code /} searches, {@code j} and
 * {@code k} move in a list, {@code Enter} opens, {@code ?} shows the keys. They act while no field has the focus, and can be
 * switched off (WCAG 2.1.4). The worklist has its own on top.
 */
final class Keys {

    private static final String SCRIPT = """
        const layout = this, single = $0;
        let go = 0;
        const places = {w: 'worklist', f: 'forecast', c: 'customers', o: 'open-items', a: 'aging', u: 'unapplied-cash', i: 'imports', l: 'operations'};
        const typing = e => e.composedPath().some(n => n.matches && n.matches('input:not(.ct-mark), textarea, select, [contenteditable]'));
        const grid = () => [...layout.querySelectorAll('vaadin-grid.ct-list-grid')].find(g => g.offsetParent);
        const cell = g => {
          const inside = g.shadowRoot.activeElement, at = document.activeElement;
          const content = inside || !g.contains(at) ? null : at.closest('vaadin-grid-cell-content');
          return inside || (content && content.assignedSlot && content.assignedSlot.closest('td'));
        };
        const move = (g, key) => {
          if (!cell(g)) { const first = g.shadowRoot.querySelector('#items [part~=cell][tabindex="0"]'); if (first) first.focus(); return; }
          cell(g).focus();
          cell(g).dispatchEvent(new KeyboardEvent('keydown', {key, keyCode: key === 'ArrowDown' ? 40 : 38, bubbles: true, composed: true}));
        };
        const open = g => { const at = cell(g) && cell(g).closest('tr'); const link = at && [...at.children]
          .map(c => c._content && c._content.querySelector('a')).find(Boolean); if (link) { link.click(); return true; } return false; };
        const mark = g => { const at = cell(g) && cell(g).closest('tr'); const box = at && [...at.children]
          .map(c => c._content && c._content.querySelector('.ct-mark')).find(Boolean); if (box) box.click(); };
        const handle = e => {
          if (!single() || e.ctrlKey || e.metaKey || e.altKey || typing(e)
            || document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened], vaadin-popover[opened]')) return;
          const worklist = layout.querySelector('.ct-worklist-grid');
          if (e.key === 'g') { go = Date.now(); return; }
          if (Date.now() - go < 1500 && places[e.key]) {
            go = 0;
            const item = [...layout.querySelectorAll('vaadin-side-nav-item')].find(n => (n.path || '').replace(/^\\//, '') === places[e.key]);
            if (item) { e.preventDefault(); e.stopImmediatePropagation(); item.shadowRoot.querySelector('a').click(); }
            return;
          }
          if (worklist) return;
          if (e.key === '?') { e.preventDefault(); layout.dispatchEvent(new Event('ct-keys')); }
          else if (e.key === '/') { const f = layout.querySelector('.ct-search'); if (f) { e.preventDefault(); f.focus(); } }
          else if (e.key === 'j' || e.key === 'k') { const g = grid(); if (g) { e.preventDefault(); move(g, e.key === 'j' ? 'ArrowDown' : 'ArrowUp'); } }
          else if (e.key === 'm') { const g = grid(); if (g && g.querySelector('.ct-mark')) {
            e.preventDefault(); if (!cell(g)) move(g, 'ArrowDown'); mark(g); move(g, 'ArrowDown'); } }
          else if (e.key === 'Enter') { const g = grid(); if (g && cell(g) && open(g)) e.preventDefault(); }
        };
        document.removeEventListener('keydown', window.ctKeys, true);
        window.ctKeys = handle;
        document.addEventListener('keydown', handle, true);
        """;

    private static final String[][] EVERYWHERE = {
        {"g w", "Go to the worklist"},
        {"g f", "Go to the cash forecast"},
        {"g c", "Go to the customers"},
        {"g o", "Go to the open items"},
        {"g a", "Go to the aging"},
        {"g u", "Go to the unapplied cash"},
        {"g l", "Go to operations and the lake"},
        {"/", "Search"},
        {"j  k", "Next, previous row"},
        {"Enter", "Open the row"},
        {"m", "Mark the row, to do something with several at once"},
        {"?", "These keys"}
    };

    private Keys() {}

    /** Listens on the page as long as the layout is there. */
    static void listen(Component layout, boolean singleKeys) {
        layout.getElement().setAttribute("data-single-keys", singleKeys);
        layout.getElement()
                .addEventListener("ct-keys", asked -> dialog("Keys", EVERYWHERE).open());
        layout.addAttachListener(attach ->
                layout.getElement().executeJs(SCRIPT.replace("$0", "(() => layout.hasAttribute('data-single-keys'))")));
    }

    /** A list of keys and what they do. */
    static Dialog dialog(String title, String[][] keys) {
        Dialog dialog = new Dialog(list(keys));
        dialog.setHeaderTitle(title);
        return dialog;
    }

    private static DescriptionList list(String[][] keys) {
        DescriptionList list = new DescriptionList();
        list.setClassName("ct-keys");
        for (String[] key : keys) {
            list.add(new DescriptionList.Term(KeyButton.cap(key[0])), new DescriptionList.Description(key[1]));
        }
        return list;
    }
}
