import type { DoorSign } from './door-sign';
import type { LetterType } from './letter-type';
import { type AboutDocument, drawQr, fittingSize, mm, PAGE, type Pen, set, typeset } from './pen';

const LEFT = mm(20);
const WIDTH = PAGE.width - 2 * LEFT;
const QR_SIZE = mm(36);
const FOOT = mm(240);
/** Read from the pavement: the name from ten metres, the hours from three. */
const NAME_SIZES = [58, 50, 43, 37, 32, 27];
/** A name is broken rather than set smaller than this. */
const WHOLE_NAME_SIZES = NAME_SIZES.slice(0, 3);
const HOURS_SIZES = [23, 21, 19, 17, 15, 13];
const AWAY_SIZES = [30, 26, 22];
const MAX_OTHERS = 5;
const OTHER_LINE = mm(6.4);

function drawName(pen: Pen, { name, about }: DoorSign): void {
  const { doc, type } = pen;
  doc.rect(0, 0, PAGE.width, mm(9)).fill(type.colors.accent);
  const face = 'display' as const;
  const whole = fittingSize(pen, name, { face, width: WIDTH }, WHOLE_NAME_SIZES, 1);
  const size =
    whole ?? fittingSize(pen, name, { face, width: WIDTH }, NAME_SIZES, 2) ?? Math.min(...NAME_SIZES);
  set(pen, 'H1', name, { face, size, x: LEFT, y: mm(20), width: WIDTH, gap: size * 0.05 });
  set(pen, 'P', about, { size: 14, fill: type.colors.muted, x: LEFT, y: doc.y + mm(1.5), width: WIDTH });
}

/** The usual week, in what room there is. Returns where it ends. */
function drawWeek(pen: Pen, { heading, week }: DoorSign, bottom: number): number {
  const { doc, type } = pen;
  const { ink, muted, accent } = type.colors;
  const top = set(pen, 'H2', heading, {
    face: 'bold',
    size: 17,
    fill: accent,
    x: LEFT,
    y: doc.y + mm(6),
    width: WIDTH,
  });
  const row = Math.min(mm(14.5), (bottom - top - mm(2)) / Math.max(1, week.length));
  const hoursX = LEFT + mm(46);
  const width = LEFT + WIDTH - hoursX;
  const sizes = HOURS_SIZES.filter((size) => size * 1.3 <= row);
  const smallest = Math.min(...HOURS_SIZES);
  const size = Math.min(
    ...week.map(({ hours }) => fittingSize(pen, hours, { face: 'bold', width }, sizes, 1) ?? smallest),
  );
  week.forEach(({ day, hours, isClosed }, at) => {
    const y = top + mm(2) + at * row;
    doc
      .lineWidth(0.6)
      .strokeColor(type.colors.surface)
      .moveTo(LEFT, y)
      .lineTo(LEFT + WIDTH, y)
      .stroke();
    const line = { size, y: y + (row - size * 1.25) / 2, gap: 0 };
    set(pen, 'P', day, { ...line, fill: isClosed ? muted : ink, x: LEFT, width: mm(46) });
    set(pen, 'P', hours, { ...line, face: 'bold', fill: isClosed ? muted : ink, x: hoursX, width });
  });
  return top + mm(2) + week.length * row;
}

function drawOthers(pen: Pen, others: NonNullable<DoorSign['others']>, height: number): void {
  const { doc, type } = pen;
  const y = FOOT - mm(6) - height;
  doc.roundedRect(LEFT, y, WIDTH, height, 6).fill(type.colors.surface);
  const at = { x: LEFT + mm(6), width: WIDTH - mm(12) };
  set(pen, 'H2', others.heading, { ...at, face: 'bold', size: 12.5, y: y + mm(4), gap: 0 });
  others.lines.slice(0, MAX_OTHERS).forEach((line, index) => {
    set(pen, 'P', line, { ...at, size: 12.5, y: y + mm(11) + index * OTHER_LINE, gap: 0 });
  });
}

const heightOfOthers = ({ others }: DoorSign): number =>
  others === null ? 0 : mm(13.5) + Math.min(MAX_OTHERS, others.lines.length) * OTHER_LINE;

function drawFoot(pen: Pen, { page, portal, demonstration }: DoorSign): void {
  const { doc, type } = pen;
  const { muted, accent } = type.colors;
  drawQr(pen, page.url, { x: LEFT, y: FOOT, side: QR_SIZE });
  const at = { x: LEFT + QR_SIZE + mm(7), width: WIDTH - QR_SIZE - mm(7) };
  set(pen, 'P', page.label, { ...at, face: 'bold', size: 15, y: FOOT + mm(2), gap: 3 });
  set(pen, 'P', page.shownUrl, { ...at, size: 10.5, fill: muted, y: doc.y + mm(1), gap: 2 });
  if (page.phone !== null)
    set(pen, 'P', page.phone, { ...at, face: 'bold', size: 15, y: doc.y + mm(1.5), gap: 2 });
  const line = { x: LEFT + mm(10), width: WIDTH - mm(10), size: 8.5, fill: muted, gap: 1 };
  doc.image(type.logo, LEFT, mm(282.5), { fit: [mm(7), mm(7)] });
  set(pen, 'P', [portal, ...(demonstration === null ? [] : [demonstration])].join(' · '), {
    ...line,
    y: mm(284.3),
  });
  doc.rect(0, PAGE.height - mm(4), PAGE.width, mm(4)).fill(accent);
}

/** The sheet of a time off. */
function drawAway(pen: Pen, sign: DoorSign, away: NonNullable<DoorSign['away']>): void {
  const { doc, type } = pen;
  doc.addPage();
  drawName(pen, sign);
  const face = 'display' as const;
  set(pen, 'H2', away.heading, { face, size: 44, x: LEFT, y: mm(96), width: WIDTH, gap: 4 });
  const smallest = Math.min(...AWAY_SIZES);
  const big = { face: 'bold' as const, x: LEFT, width: WIDTH };
  set(pen, 'P', away.dates, {
    ...big,
    size: fittingSize(pen, away.dates, big, AWAY_SIZES, 2) ?? smallest,
    y: doc.y + mm(5),
  });
  set(pen, 'P', away.back, {
    ...big,
    size: fittingSize(pen, away.back, big, AWAY_SIZES, 2) ?? smallest,
    fill: type.colors.accent,
    y: doc.y + mm(6),
  });
  drawFoot(pen, sign);
}

/** Sets the sign of a door: a sheet with the hours, and one for the time off that is near. */
export function setSign(
  sign: DoorSign,
  type: LetterType,
  about: Omit<AboutDocument, 'locale'>,
): Promise<Buffer> {
  return typeset(type, { ...about, locale: sign.locale }, (pen) => {
    pen.doc.addPage();
    drawName(pen, sign);
    const height = heightOfOthers(sign);
    drawWeek(pen, sign, FOOT - mm(10) - height);
    if (sign.others) drawOthers(pen, sign.others, height);
    drawFoot(pen, sign);
    if (sign.away) drawAway(pen, sign, sign.away);
  });
}
