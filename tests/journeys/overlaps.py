"""Finds words and controls that lie on one another, are cut off, or are covered."""

from playwright.sync_api import Page

FIND = """() => {
    const ROOM = 2;  // pixels in which rounding, underlines and rings may meet
    const unseen = (e) => {  // kept for those who listen: one pixel, or clipped away
        for (let up = e; up; up = up.parentElement) {
            const style = getComputedStyle(up), box = up.getBoundingClientRect();
            const tiny = style.overflow !== "visible" && (box.width <= 1 || box.height <= 1);
            if (tiny || style.clipPath !== "none" || style.clip !== "auto") return true;
        }
        return false;
    };
    const closed = (e) => unseen(e) || e.closest(".sr, [hidden], dialog:not([open]), svg, option")
        || (e.closest("details:not([open])") && !e.closest("summary"));
    const controls = "a, button, input:not([type=hidden]), select, textarea, summary";
    const things = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, home = node.parentElement;
        if (!node.data.trim() || closed(home) || !home.checkVisibility(
            {opacityProperty: true, visibilityProperty: true})) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects())
            if (box.width > 1 && box.height > 1)
                things.push({home, node, box, said: node.data.trim().slice(0, 40)});
    }
    for (const home of document.querySelectorAll(controls)) {
        const box = home.getBoundingClientRect();
        const shown = home.matches("input, select, textarea") && !closed(home)
            && box.width > 1 && box.height > 1
            && home.checkVisibility({opacityProperty: true, visibilityProperty: true});
        if (shown) things.push({home, node: home, box, said: home.outerHTML.slice(0, 60)});
    }
    const found = [];
    const inside = (one, other) => one.home.contains(other.home) || other.home.contains(one.home);
    things.forEach((one, place) => {
        for (const other of things.slice(place + 1)) {
            if (one.node === other.node) continue;
            const wide = Math.min(one.box.right, other.box.right)
                - Math.max(one.box.left, other.box.left);
            const high = Math.min(one.box.bottom, other.box.bottom)
                - Math.max(one.box.top, other.box.top);
            if (wide <= ROOM || high <= ROOM) continue;
            if (inside(one, other) && high < one.box.height / 2) continue;
            found.push(`"${one.said}" and "${other.said}" overlap`);
        }
        for (let up = one.home; up && up !== document.documentElement; up = up.parentElement) {
            const style = getComputedStyle(up), frame = up.getBoundingClientRect();
            const cuts = (how) => ["hidden", "clip"].includes(how);
            const beyondX = one.box.right > frame.right + ROOM || one.box.left < frame.left - ROOM;
            const beyondY = one.box.bottom > frame.bottom + ROOM || one.box.top < frame.top - ROOM;
            if (cuts(style.overflowX) && beyondX || cuts(style.overflowY) && beyondY)
                found.push(`"${one.said}" is cut off`);
            if (["auto", "scroll"].includes(style.overflowX)) break;
        }
        const x = one.box.left + one.box.width / 2, y = one.box.top + one.box.height / 2;
        const scroll = window.scrollY;
        window.scrollTo({top: y + scroll - innerHeight / 2, behavior: "instant"});
        const moved = window.scrollY - scroll;
        const top = document.elementFromPoint(x, y - moved);
        window.scrollTo({top: scroll, behavior: "instant"});
        const clickable = getComputedStyle(one.home).pointerEvents !== "none";
        if (clickable && top && !top.contains(one.home) && !one.home.contains(top)
            && !top.labels?.length && !one.home.closest("label")?.contains(top))
            found.push(`"${one.said}" is covered by ${top.outerHTML.slice(0, 60)}`);
    });
    return [...new Set(found)];
}"""


def overlaps(page: Page) -> list[str]:
    """Return what cannot be read or reached on the page as it stands; scrolled boxes are free."""
    return [str(each) for each in page.evaluate(FIND)]
