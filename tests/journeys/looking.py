"""
Has axe look at a page, with no rule off.

Two things halve what a look costs. Axe comes with the page instead of after it, so that the
browser compiles it once and not for every page. And its dearest rule, the one about contrast, is
asked once about each way of writing: the same colours, size and weight on the same ground were
measured before, on this page or another. What lies under something that was moved there, or on a
picture, is always measured: from the styles alone nobody can say what is behind it.
"""

from pathlib import Path
from typing import Final
from weakref import WeakSet

import axe_playwright_python
from playwright.sync_api import BrowserContext, Page

AXE: Final = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK: Final = """async ([tags, known]) => {
    const isPlain = (s) => s.backgroundColor === "rgba(0, 0, 0, 0)" && s.opacity === "1";
    const isWhole = (s) => s.backgroundColor.startsWith("rgb(") && s.opacity === "1";
    const isOdd = (s) => s.backgroundImage !== "none" || s.filter !== "none"
        || s.mixBlendMode !== "normal";
    const over = new Map([[null, ""]]);
    const veil = (e) => {             // what lies over the words: a faint box may hold a full one
        if (!over.has(e)) {
            const s = getComputedStyle(e), own = [s.opacity, s.filter, s.mixBlendMode].join(" ");
            over.set(e, (own === "1 none normal" ? "" : own) + veil(e.parentElement));
        }
        return over.get(e);
    };
    const isMoved = (s) => s.float !== "none" || s.transform !== "none" || s.clipPath !== "none"
        || !["static", "relative"].includes(s.position) || s.marginTop.startsWith("-");
    const grounds = new Map();
    const ground = (e) => {           // what lies behind the words; null: nobody can say from here
        if (!e) return "";
        if (!grounds.has(e)) {
            const s = getComputedStyle(e), own = `${s.backgroundColor} ${s.opacity};`;
            const behind = isWhole(s) ? "" : isMoved(s) ? null : ground(e.parentElement);
            grounds.set(e, behind === null || isOdd(s) ? null : isPlain(s) ? behind : own + behind);
        }
        return grounds.get(e);
    };
    const way = (e) => {
        const s = getComputedStyle(e), on = ground(e);
        const own = [e.matches(":disabled"), s.color, s.fontSize, s.fontWeight, s.textShadow];
        return on === null ? null : [...own, on, veil(e)].join("|");
    };
    const isWritten = (e) => e.matches("input, select, textarea")
        || [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
    const before = new Set(known), asked = new Map();
    for (const e of document.body.querySelectorAll(":not(option)")) {
        if (!isWritten(e) || !e.checkVisibility({visibilityProperty: true})) continue;
        if (!before.has(way(e))) { asked.set(e, way(e)); e.dataset.unseen = ""; }
    }
    axe.configure({rules: [{id: "color-contrast", selector: "[data-unseen]"}]});
    const said = await axe.run(document, {
        runOnly: {type: "tag", values: tags}, rules: {"target-size": {enabled: true}},
        resultTypes: ["violations", "incomplete"], elementRef: true,
    });
    // Neither well nor badly written, as axe says of what it cannot see: not known by that.
    const open = [...said.violations, ...said.incomplete].filter(r => r.id === "color-contrast");
    for (const e of asked.keys()) delete e.dataset.unseen;
    for (const node of open.flatMap(r => r.nodes)) asked.delete(node.element);
    return {
        faults: said.violations.map(v => v.id + ": " + v.nodes[0].html),
        known: [...new Set(asked.values())].filter(Boolean),
    };
}"""
_known: set[str] = set()
"""The ways of writing that axe found readable, since this process began."""
_bringing: "WeakSet[BrowserContext]" = WeakSet()
"""Windows whose pages bring axe along."""


def look(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands: what a refused form says is looked at too."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    if page.context not in _bringing:
        page.context.add_init_script(AXE)
        _bringing.add(page.context)
    said = page.evaluate(LOOK, [TAGS, sorted(_known)])
    _known.update(said["known"])
    return [str(fault) for fault in said["faults"]]
