import { type Finding, findAll } from './finding';

/**
 * What a drawing may not hold. Pure.
 * @param inlined the drawing is put inside pages, whose policy allows no style of its own
 */
export function checkSvg(file: string, svg: string, inlined: boolean): Finding[] {
  const never: readonly (readonly [RegExp, string])[] = [
    [/<script\b/gi, 'a script'],
    [/<foreignObject\b/gi, 'foreignObject'],
    [/\son\w+\s*=/gi, 'an event handler'],
    [/(?:href|src)\s*=\s*["'](?!#|data:image\/)[^"']*["']/gi, 'a reference to another file'],
    [/<!ENTITY\b/gi, 'an entity'],
  ];
  const onPages: typeof never = [
    [/\sstyle\s*=/gi, 'a style attribute'],
    [/<style\b/gi, 'a style element'],
  ];
  const found = [...never, ...(inlined ? onPages : [])].flatMap(([pattern, what]) =>
    findAll(file, svg, pattern, () => `a drawing may not hold ${what}`),
  );
  if (!/<svg\b[^>]*\sviewBox=/.test(svg))
    found.push({ file, message: 'the drawing needs a viewBox, or it will not scale' });
  return found;
}
