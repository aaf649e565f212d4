import type { PageAct } from './page-act';

/** The texts of the merchant space in one language. */
export interface ActTexts {
  line(key: string, values?: Readonly<Record<string, string | number>>): string;
}

/** What was done, in words: "Logo remplacé", "Actualité masquée : « Soldes »". Pure. */
export function actWords(
  { action, post, photoKind, isReplacement, merge, counts }: PageAct,
  texts: ActTexts,
): string {
  const kind = photoKind ?? 'photo';
  const fields = (merge?.fields ?? []).map((field) => texts.line(`pro.profile.${field}`)).join(', ');
  return texts.line(`pro.history.acts.${action}`, {
    post:
      post === null
        ? texts.line('pro.history.erasedPost')
        : texts.line('pro.history.post', { title: post.title }),
    kind: isReplacement ? `${kind}Replaced` : kind,
    number: merge?.other ?? 0,
    hasFields: fields === '' ? 'no' : 'yes',
    fields,
    added: counts?.added ?? 0,
    changed: counts?.changed ?? 0,
    removed: counts?.removed ?? 0,
  });
}
