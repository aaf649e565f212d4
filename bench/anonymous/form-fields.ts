import type { FormFields } from '../../test/isolation/portal-forms';

/** A field of a form, as its page has it. */
export interface FormField {
  readonly name: string;
  readonly value: string;
  /** Characters that its page lets be typed. */
  readonly maxlength?: number;
}

const decoded = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
/** An attribute of the first tag of a text. */
export const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : decoded(value);
};

/** Fields of the longest form of a page that is posted: every box is ticked, of each list the last option is chosen. */
function fieldsIn(html: string): FormField[] {
  const [form = ''] = [...html.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .sort((one, other) => other.length - one.length);
  const lists = [...form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, tag = '', options = '']) => ({
      name: attribute(tag, 'name'),
      value: [...options.matchAll(/<option [^>]*>/g)]
        .map(([option]) => attribute(option, 'value') ?? '')
        .at(-1),
    }),
  );
  const others = [...form.matchAll(/<(?:input|textarea|button)\b[^>]*>/g)].map(([tag]) => ({
    name: attribute(tag, 'name'),
    value: attribute(tag, 'value'),
    maxlength: attribute(tag, 'maxlength'),
  }));
  return [...others, ...lists].flatMap(({ name, value = '', ...more }) => {
    const maxlength = 'maxlength' in more ? Number(more.maxlength) : NaN;
    return name === undefined ? [] : [{ name, value, ...(maxlength > 0 ? { maxlength } : {}) }];
  });
}

/** The fields of a form that anybody may send: those of its page, filled in by the sample, and those of the sample alone. */
export function fieldsOf(html: string, sample: FormFields): FormField[] {
  const shown = fieldsIn(html);
  const texts = Object.entries(sample).flatMap(([name, value]) =>
    [value].flat().map((text) => ({ name, value: text })),
  );
  const typed = texts.map((field) => {
    const maxlength = shown.find(({ name }) => name === field.name)?.maxlength;
    return maxlength === undefined ? field : { ...field, maxlength };
  });
  return [...shown.filter(({ name }) => !(name in sample)), ...typed];
}
