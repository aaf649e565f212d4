import type { GaugePoster } from './gauge-poster';
import type { LetterType } from './letter-type';
import { type AboutDocument, drawQr, fittingSize, mm, PAGE, type Pen, set, typeset } from './pen';

const LEFT = mm(20);
const WIDTH = PAGE.width - 2 * LEFT;
const QR_SIZE = mm(40);
const FOOT = mm(234);
const NAME_SIZES = [46, 40, 34, 28, 24];
/** The number is read from across the street. */
const COUNT_SIZES = [300, 260, 210, 170];
const RULE_SIZES = [14, 13, 12, 11, 10];

function drawHead(pen: Pen, { name, about, heading }: GaugePoster): void {
  const { doc, type } = pen;
  doc.rect(0, 0, PAGE.width, mm(9)).fill(type.colors.accent);
  const face = 'display' as const;
  const size = fittingSize(pen, name, { face, width: WIDTH }, NAME_SIZES, 2) ?? Math.min(...NAME_SIZES);
  set(pen, 'H1', name, { face, size, x: LEFT, y: mm(18), width: WIDTH, gap: size * 0.05 });
  set(pen, 'P', about, { size: 13, fill: type.colors.muted, x: LEFT, y: doc.y + mm(1), width: WIDTH });
  set(pen, 'H2', heading, {
    face: 'bold',
    size: 22,
    x: LEFT,
    y: Math.max(doc.y + mm(6), mm(56)),
    width: WIDTH,
  });
}

function drawCount(pen: Pen, { count, unit }: GaugePoster): void {
  const { doc, type } = pen;
  const face = 'display' as const;
  const size = fittingSize(pen, count, { face, width: WIDTH }, COUNT_SIZES, 1) ?? Math.min(...COUNT_SIZES);
  set(pen, 'P', count, { face, size, fill: type.colors.accent, x: LEFT, y: doc.y, width: WIDTH, gap: 0 });
  set(pen, 'P', unit, { face: 'bold', size: 30, x: LEFT, y: doc.y - size * 0.12, width: WIDTH, gap: 4 });
}

/** The rule, in what room is left above the foot: a long one is set smaller, and cut before it runs into the code. */
function drawRule(pen: Pen, { title, lines }: NonNullable<GaugePoster['rule']>): void {
  const { doc, type } = pen;
  const top = Math.max(doc.y + mm(5), mm(190));
  const at = { x: LEFT, width: WIDTH };
  const smallest = Math.min(...RULE_SIZES);
  const fits = (text: string, size: number, room: number): boolean => {
    doc.font('text').fontSize(size);
    return doc.heightOfString(type.printable(text), { width: WIDTH, lineGap: 2 }) <= room;
  };
  const whole = lines.join('\n');
  const room = FOOT - mm(16) - top;
  const size = RULE_SIZES.find((some) => fits(whole, some, room)) ?? smallest;
  const words = whole.split(' ');
  let kept = words.length;
  while (kept > 1 && !fits(words.slice(0, kept).join(' '), size, room)) kept = Math.floor(kept * 0.9);
  const text = kept === words.length ? whole : `${words.slice(0, kept).join(' ')} …`;
  set(pen, 'H2', title, { ...at, face: 'bold', size: size + 1, y: top, gap: 2 });
  set(pen, 'P', text, { ...at, size, y: doc.y + 2, gap: 2 });
}

function drawFoot(pen: Pen, { page, portal, demonstration }: GaugePoster): void {
  const { doc, type } = pen;
  const { muted, accent } = type.colors;
  drawQr(pen, page.url, { x: LEFT, y: FOOT, side: QR_SIZE });
  const at = { x: LEFT + QR_SIZE + mm(7), width: WIDTH - QR_SIZE - mm(7) };
  set(pen, 'P', page.label, { ...at, face: 'bold', size: 15, y: FOOT + mm(4), gap: 3 });
  set(pen, 'P', page.shownUrl, { ...at, size: 10.5, fill: muted, y: doc.y + mm(1), gap: 2 });
  const line = { x: LEFT + mm(10), width: WIDTH - mm(10), size: 8.5, fill: muted, gap: 1 };
  doc.image(type.logo, LEFT, mm(282.5), { fit: [mm(7), mm(7)] });
  set(pen, 'P', [portal, ...(demonstration === null ? [] : [demonstration])].join(' · '), {
    ...line,
    y: mm(284.3),
  });
  doc.rect(0, PAGE.height - mm(4), PAGE.width, mm(4)).fill(accent);
}

/** Sets the poster: how many may be inside, by whose rule, and the code that opens the page of the place. */
export function setPoster(
  poster: GaugePoster,
  type: LetterType,
  about: Omit<AboutDocument, 'locale'>,
): Promise<Buffer> {
  return typeset(type, { ...about, locale: poster.locale }, (pen) => {
    pen.doc.addPage();
    drawHead(pen, poster);
    drawCount(pen, poster);
    if (poster.rule) drawRule(pen, poster.rule);
    drawFoot(pen, poster);
  });
}
