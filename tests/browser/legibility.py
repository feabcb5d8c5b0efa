"""What a reader can't make out: texts over each other, and too little contrast.

All run in the page. A chart's text is held against the mark that it stands on, a text of
the page against the colour behind it (WCAG 2.2, 1.4.3: 4.5 to 1, for large text 3 to 1).
Controls that are switched off are exempt there, and so here.
"""

#: Pairs of texts of one chart that cover each other by more than a line's own air.
OVERLAPS = """() => {
    const AIR = 0.25;
    const read = text => ({said: text.textContent, box: text.getBoundingClientRect()});
    const covers = (a, b) => {
        const air = AIR * Math.min(a.height, b.height);
        return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > air;
    };
    return [...document.querySelectorAll('svg.marks')].flatMap(svg => {
        const texts = [...svg.querySelectorAll('text')]
            .filter(text => text.textContent.trim() && getComputedStyle(text).opacity > 0)
            .map(read);
        return texts.flatMap((one, place) => texts.slice(place + 1)
            .filter(other => covers(one.box, other.box))
            .map(other => `${one.said} / ${other.said}`));
    });
}"""

#: Texts with less contrast than they need: what they say, their colours, the ratio.
FAINT_TEXTS = """() => {
    const parse = color => {
        const [r, g, b, a = 1] = (color.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
        return [r, g, b, a];
    };
    const blend = ([r, g, b, a], [R, G, B]) =>
        [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
    const luminance = color => {
        const [r, g, b] = color.slice(0, 3).map(value => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const measure = (front, back) => {
        const [low, high] = [luminance(blend(front, back)), luminance(back)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const fade = element => {
        let share = 1;
        for (let one = element; one; one = one.parentElement)
            share *= getComputedStyle(one).opacity;
        return share;
    };
    const findBehind = element => {
        const layers = [];
        for (let one = element; one; one = one.parentElement) {
            const color = parse(getComputedStyle(one).backgroundColor);
            if (color[3]) layers.push(color);
            if (color[3] === 1) break;
        }
        return layers.reverse().reduce((back, front) => blend(front, back), [255, 255, 255, 1]);
    };
    const findMark = text => {
        const box = text.getBoundingClientRect();
        const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
        let back = [255, 255, 255, 1];
        for (const mark of text.ownerSVGElement.querySelectorAll('.role-mark path')) {
            if (mark.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING) break;
            const style = getComputedStyle(mark), own = mark.getBoundingClientRect();
            const isUnder = own.left <= x && x <= own.right && own.top <= y && y <= own.bottom;
            if (!isUnder || style.fill === 'none') continue;
            const color = parse(style.fill);
            color[3] *= style.fillOpacity * style.opacity;
            back = blend(color, back);
        }
        return back;
    };
    const judge = (element, front, back, said) => {
        const style = getComputedStyle(element), size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        const ratio = measure(front, back);
        return ratio < (isLarge ? 3 : 4.5) - 0.005
            ? [`${said.trim().slice(0, 30)} ${front.map(Math.round)} on `
                + `${back.slice(0, 3).map(Math.round)}: ${ratio.toFixed(2)}`] : [];
    };
    const isExempt = element => element.closest(
        'svg, [disabled], [aria-disabled=true], [data-testid*=Icon], [translate=no]')
        || element.parentElement.querySelector(':scope > [disabled], :scope > [aria-disabled=true]');
    const seen = element => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.height > 1
            && element.checkVisibility({opacityProperty: true, visibilityProperty: true});
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const said = walker.currentNode.textContent, element = walker.currentNode.parentElement;
        if (!said.trim() || isExempt(element) || !seen(element)) continue;
        const front = parse(getComputedStyle(element).color);
        front[3] *= fade(element);
        found.push(...judge(element, front, findBehind(element), said));
    }
    for (const text of document.querySelectorAll('svg.marks text')) {
        if (!text.textContent.trim() || !seen(text)) continue;
        const style = getComputedStyle(text), front = parse(style.fill);
        front[3] *= style.fillOpacity * style.opacity;
        found.push(...judge(text, front, findMark(text), text.textContent));
    }
    return [...new Set(found)];
}"""

#: Lines of text that cover each other; a button's bold twin, which keeps its width, is no other.
COVERED_LINES = """() => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, range = document.createRange();
        if (!text.data.trim() || !text.parentElement.checkVisibility(
            {opacityProperty: true, visibilityProperty: true})) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects())
            if (box.width > 2 && box.height > 2) lines.push({said: text.data.trim(), box});
    }
    const covers = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5 * Math.min(a.height, b.height);
    return lines.flatMap((one, place) => lines.slice(place + 1)
        .filter(other => other.said !== one.said && covers(one.box, other.box))
        .map(other => `${one.said.slice(0, 20)} / ${other.said.slice(0, 20)}`));
}"""
