import type { Finding } from '@halles/platform/theming';
import { MailTemplateError } from '../mail.errors';
import { fixturePortal, mailFixtures } from './mail-fixtures';
import { type MailFolder, readMailFolder } from './mail-folder';
import { mailTemplates } from './mail-models';
import { type RenderedMail, compileMail } from './mail-templates';
import { placesOf } from './mail-texts';
import { presentMail } from './mail-views';

/** What a reader's program would fetch, and so tell the sender that the mail was opened. */
const REMOTE = /\ssrc\s*=|\sbackground\s*=|url\(|@import|<link|<img/i;
const RAW_COLOUR = /#[0-9a-f]{3,8}\b/i;
/** French wants a no-break space before these marks and inside these quotes. */
const TIGHT_FRENCH = /[^\u00a0\u202f][;!?»]|[^\u00a0\u202f\d]:(?!\/)|«[^\u00a0\u202f]/;

function checkSources(folder: MailFolder): Finding[] {
  const strays = folder.strays.map((file) => ({
    file,
    message: 'overrides nothing: the base has no such file',
  }));
  const colours = [...folder.files.values()].flatMap(({ file, text }) =>
    file.endsWith('.mjml.hbs')
      ? text
          .split('\n')
          .flatMap((line, index) =>
            RAW_COLOUR.test(line) ? [{ file, line: index + 1, message: 'a colour outside the tokens' }] : [],
          )
      : [],
  );
  return [...strays, ...colours];
}

function checkTexts(folder: MailFolder, file: string): Finding[] {
  const findings: Finding[] = [];
  const { fr, en } = folder.texts;
  for (const key of new Set([...fr.keys(), ...en.keys()])) {
    const [french, english] = [fr.get(key), en.get(key)];
    if (french === undefined || english === undefined) {
      findings.push({ file, message: `"${key}" is not in both languages` });
      continue;
    }
    if (placesOf(french).join() !== placesOf(english).join()) {
      findings.push({ file, message: `"${key}" has other places in French than in English` });
    }
    if (TIGHT_FRENCH.test(french))
      findings.push({ file, message: `"${key}" lacks a no-break space in French` });
  }
  return findings;
}

function checkRendered(file: string, { subject, html }: RenderedMail): Finding[] {
  const findings: Finding[] = [];
  if (subject.includes('\n')) findings.push({ file, message: 'the subject is more than one line' });
  if (REMOTE.test(html)) findings.push({ file, message: 'the HTML loads something: mail loads nothing' });
  return findings;
}

async function checkRendering(folder: MailFolder): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const template of mailTemplates) {
    const render = await compileMail(folder, template);
    for (const locale of ['fr', 'en'] as const) {
      const mail = render(presentMail(template, mailFixtures[template], fixturePortal, locale), locale);
      findings.push(...checkRendered(`${template} (${locale})`, mail));
    }
  }
  return findings;
}

/**
 * Checks the mail of these territories, and of the neutral theme: overrides shadow a base file, texts are complete
 * and well set in both languages, colours are tokens, every template renders from its fixture and loads nothing.
 * @param root the application's folder
 */
export async function checkMails(root: string, slugs: readonly string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const slug of [null, ...slugs]) {
    try {
      const folder = await readMailFolder(root, slug);
      const where = slug === null ? 'libs/platform/mail/templates/locales' : `tenants/${slug}/mail/locales`;
      findings.push(...checkSources(folder), ...checkTexts(folder, where), ...(await checkRendering(folder)));
    } catch (error) {
      if (!(error instanceof MailTemplateError)) throw error;
      findings.push({ file: error.file, message: error.message.slice(error.file.length + 2) });
    }
  }
  // What the base does wrong is seen once for each territory.
  const known = new Set<string>();
  return findings.filter((finding) => known.size < known.add(JSON.stringify(finding)).size);
}
