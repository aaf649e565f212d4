/**
 * What the journeys ask of a page from inside: run in the browser as it stands here, before the first question.
 * Answers are plain data; an error is a sentence that names the thing, an empty list is what is hoped for.
 */
const { document, getComputedStyle } = globalThis;

const INTERACTIVE =
  'a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable], [tabindex]';

/** WCAG 2.2, 1.4.11: what marks the focus differs that much from what lies beside it. */
const LEAST_CONTRAST = 3;

const short = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 40);

const nameOf = (element) => {
  const words =
    element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent || '';
  const name = short(words) || element.id || element.getAttribute('name') || element.className;
  return `${element.localName} « ${name} »`;
};

const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

/** Kept for those who listen: in the page, and a pixel large. */
const isForEarsOnly = (element) => {
  for (let one = element; one && one !== document.body; one = one.parentElement) {
    const { width, height } = one.getBoundingClientRect();
    if (width <= 1 && height <= 1 && getComputedStyle(one).overflow !== 'visible') return true;
  }
  return false;
};

const scrolls = (element) => {
  const { overflowX, overflowY } = getComputedStyle(element);
  const may = (overflow) => overflow === 'auto' || overflow === 'scroll';
  return (
    (may(overflowX) && element.scrollWidth > element.clientWidth) ||
    (may(overflowY) && element.scrollHeight > element.clientHeight)
  );
};

/** Of radio buttons of one name, Tab stops at the chosen one, or at the first where none is. */
const isStopOfItsGroup = (element) => {
  if (element.type !== 'radio') return true;
  const group = [...document.getElementsByName(element.name)].filter(
    ({ type, form }) => type === 'radio' && form === element.form,
  );
  return element === (group.find(({ checked }) => checked) ?? group[0]);
};

const canHaveFocus = (element) =>
  !element.disabled &&
  element.type !== 'hidden' &&
  !element.closest('[inert], fieldset:disabled') &&
  (element.localName !== 'summary' || element.parentElement?.localName === 'details');

/** Where Tab must stop, in the order of the document. */
const stops = () =>
  [...document.body.querySelectorAll('*')].filter((element) => {
    if (!isShown(element) || !canHaveFocus(element)) return false;
    if (element.matches(INTERACTIVE)) return element.tabIndex >= 0 && isStopOfItsGroup(element);
    // Chromium stops at what scrolls when nothing in it can be reached.
    return scrolls(element) && !element.querySelector(INTERACTIVE);
  });

const brush = new globalThis.OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const rgba = (color) => {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = color;
  brush.fillRect(0, 0, 1, 1);
  return brush.getImageData(0, 0, 1, 1).data;
};

const luminance = (color) => {
  const [red, green, blue] = [...rgba(color)].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const groundBehind = (element) => {
  for (let one = element.parentElement; one; one = one.parentElement) {
    const { backgroundColor } = getComputedStyle(one);
    if (rgba(backgroundColor)[3] > 127) return backgroundColor;
  }
  return 'white';
};

const look = (element) => {
  const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
  const outline = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && rgba(outlineColor)[3] > 127;
  return { outline: outline ? outlineColor : 'none', boxShadow };
};

/** Fields of which Tab visits each part, a day, a month, an hour, before it goes on. */
const PARTED = ['date', 'datetime-local', 'month', 'time', 'week'];

const indicatorError = (element, before) => {
  // On the browser's own button inside it, the browser's own mark.
  if (PARTED.includes(element.type) && !element.matches(':focus-visible')) return null;
  const now = look(element);
  if (now.outline === 'none' || now.outline === before.outline) {
    return now.boxShadow === before.boxShadow ? 'looks the same with the focus as without' : null;
  }
  const ratio = contrast(now.outline, groundBehind(element));
  return ratio < LEAST_CONTRAST ? `marks its focus with a contrast of ${ratio.toFixed(2)} only` : null;
};

/** The part of a box that is in the window, or null. */
const inWindow = ({ left, top, right, bottom }) => {
  const { clientWidth, clientHeight } = document.documentElement;
  const box = {
    left: Math.max(left, 0),
    top: Math.max(top, 0),
    right: Math.min(right, clientWidth),
    bottom: Math.min(bottom, clientHeight),
  };
  return box.right - box.left >= 1 && box.bottom - box.top >= 1 ? box : null;
};

/** What lies over the middle of a box: nothing, or the name of something that is no part of the element. */
const coverOf = (element, box) => {
  const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  if (!top || element.contains(top) || top.contains(element)) return null;
  return [...(element.labels ?? [])].some((label) => label.contains(top)) ? null : nameOf(top);
};

const hiddenError = (element) => {
  const box = inWindow(element.getClientRects()[0] ?? element.getBoundingClientRect());
  if (!box) return 'has the focus outside the window';
  const cover = coverOf(element, box);
  return cover === null ? null : `has the focus under ${cover}`;
};

let known = [];
let looks = [];

const nextFrame = () => new Promise((resolve) => globalThis.requestAnimationFrame(resolve));

/** Puts the next Tab at the very beginning, wherever the page puts it: it does so with its first frames. */
const rewind = async () => {
  if (document.querySelector('[autofocus]')) {
    await nextFrame();
    await nextFrame();
  }
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
};

/** Takes note of the page as it is without focus. Gives the names of the stops that Tab must make. */
const begin = async () => {
  await rewind();
  known = stops();
  looks = known.map(look);
  return known.map(nameOf);
};

/** Where the focus is: number and name of the stop (-1 for what should be none), what is wrong with it; or null. */
const focus = () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const index = known.indexOf(element);
  const before = looks[index];
  const errors = [before ? indicatorError(element, before) : null, hiddenError(element)];
  const parted = PARTED.includes(element.type);
  return { index, name: nameOf(element), parted, errors: errors.filter((error) => error !== null) };
};

let visited = [];
const visit = () => visited.push(focus());

/** Writes down where each key that is pressed from here on leaves the focus. */
const record = () => {
  visited = [];
  globalThis.addEventListener('keyup', visit, { capture: true });
};

/** What was written down, and where the focus is once the page has had its turn: a trap may spring late. */
const recorded = async () => {
  await new Promise((resolve) => globalThis.setTimeout(resolve, 20));
  await nextFrame();
  globalThis.removeEventListener('keyup', visit, { capture: true });
  return { visited, now: focus() };
};

/** What answers to a pointer and not to a key, and what steps out of the order of the document. */
const pointerOnly = () =>
  [...document.body.querySelectorAll('*')].flatMap((element) => {
    if (!isShown(element)) return [];
    if (element.tabIndex > 0) return [`${nameOf(element)} asks for a place of its own in the order`];
    const claims =
      element.matches('[onclick], [role=button], [role=link]') ||
      (getComputedStyle(element).cursor === 'pointer' &&
        getComputedStyle(element.parentElement).cursor !== 'pointer');
    const reached = element.matches(`${INTERACTIVE}, label`) || element.closest('a[href], button, label');
    return claims && !reached ? [`${nameOf(element)} answers to a pointer only`] : [];
  });

/** A combobox opens as one types, and Enter sends its form. */
const isDisclosure = (element) =>
  (element.localName === 'summary' && element.parentElement?.localName === 'details') ||
  (element.hasAttribute('aria-expanded') && element.getAttribute('role') !== 'combobox');

/** Numbers of the stops that open and close something. */
const disclosures = () => known.flatMap((element, index) => (isDisclosure(element) ? [index] : []));

/** Puts the focus on a stop, as a key would: what opens is then pressed by keys. */
const go = (index) => known[index].focus({ focusVisible: true });

/** How a stop that opens and closes something stands: whether it says open, and whether that is true. */
const opening = (index) => {
  const element = known[index];
  const name = nameOf(element);
  const focused = document.activeElement === element;
  if (element.localName === 'summary') {
    const { open } = element.parentElement;
    const shown = [...element.parentElement.children].some((one) => one !== element && isShown(one));
    return { name, open, shown, escapes: false, focused };
  }
  const target = document.getElementById(element.getAttribute('aria-controls') ?? '');
  const open = element.getAttribute('aria-expanded') === 'true';
  return { name, open, shown: target !== null && isShown(target), escapes: true, focused };
};

/** Every piece of text that is drawn, with its element. Letters of a picture are no text of the page. */
const pieces = () => {
  const found = [];
  const walker = document.createTreeWalker(document.body, globalThis.NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (
      node.data.trim() === '' ||
      !isShown(element) ||
      element.closest('script, style, option, svg[aria-hidden=true]')
    )
      continue;
    found.push({ node, element });
  }
  return found;
};

const lineOf = (node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return range.getClientRects()[0];
};

const isCut = (element) => {
  const { overflowX, overflowY } = getComputedStyle(element);
  const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
  return (
    (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
    (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
  );
};

const scrollsAside = (element) => {
  for (let one = element; one && one !== document.body; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowX)) return true;
  return false;
};

const pieceError = ({ node, element }) => {
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const line = lineOf(node);
  // Above the document: shown when it has the focus, and looked at there.
  if (!line || line.bottom + globalThis.scrollY <= 0) return null;
  const { clientWidth } = document.documentElement;
  if ((line.right > clientWidth + 1 || line.left < -1) && !scrollsAside(element))
    return 'leaves the window sideways';
  const box = inWindow(line);
  if (!box) return scrollsAside(element) ? null : 'cannot be scrolled to';
  const cover = coverOf(element, box);
  return cover === null ? null : `lies under ${cover}`;
};

/** How much of the window stays covered by what does not scroll, of 1, with the page scrolled half-way. */
const stuck = () => {
  const { clientWidth, clientHeight, scrollHeight } = document.documentElement;
  globalThis.scrollTo({ top: scrollHeight / 2, behavior: 'instant' });
  const areas = [...document.body.querySelectorAll('*')]
    .filter((one) => /fixed|sticky/.test(getComputedStyle(one).position) && isShown(one))
    .map((one) => inWindow(one.getBoundingClientRect()))
    .map((box) => (box ? (box.right - box.left) * (box.bottom - box.top) : 0));
  return areas.reduce((sum, area) => sum + area, 0) / (clientWidth * clientHeight);
};

/** What a narrow and low window hides, cuts or makes one scroll sideways for. */
const reflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const visible = pieces().filter(({ element }) => !isForEarsOnly(element));
  const holders = new Set(visible.map(({ element }) => element));
  const covered = stuck();
  return [
    ...(scrollWidth > clientWidth ? [`the page scrolls sideways: ${scrollWidth} of ${clientWidth} px`] : []),
    ...(covered > 0.25 ? [`${Math.round(covered * 100)} % of the window never scroll`] : []),
    ...[...holders].filter(isCut).map((element) => `${nameOf(element)} is cut`),
    ...visible.flatMap((piece) => {
      const error = pieceError(piece);
      return error === null ? [] : [`${nameOf(piece.element)} ${error}`];
    }),
  ];
};

/** All that the page says and offers, in its order, but for what scripts may add. */
const said = (added) => {
  const left = (element) => added !== '' && element.closest(added);
  const links = [...document.querySelectorAll('a[href], form')].filter(isShown);
  const fields = [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button')];
  const pictures = [...document.images].filter(isShown);
  return [
    document.title,
    ...pieces().flatMap(({ node, element }) => (left(element) ? [] : [short(node.data)])),
    ...links.flatMap((one) => (left(one) ? [] : [one.getAttribute('href') ?? one.getAttribute('action')])),
    ...fields.filter(isShown).flatMap((one) => (left(one) ? [] : [`${one.type} ${one.name}: ${one.value}`])),
    ...pictures.map((one) => `${one.naturalWidth > 0 ? 'picture' : 'broken picture'} ${one.currentSrc}`),
  ];
};

/** Links to places of the page itself that are not there. */
const deadAnchors = () =>
  [...document.querySelectorAll('a[href^="#"]')]
    .filter((link) => !document.getElementById(link.getAttribute('href').slice(1)))
    .map(nameOf);

globalThis.pageProbe = {
  begin,
  record,
  recorded,
  pointerOnly,
  disclosures,
  go,
  opening,
  reflow,
  said,
  deadAnchors,
};
