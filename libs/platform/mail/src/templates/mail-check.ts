import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Finding,
  type Tables,
  type TextValue,
  checkTextOverrides,
  checkTexts,
} from '@halles/platform/theming';
import { MailTemplateError } from '../mail.errors';
import type { MailAudience, MailDefinition } from './mail-definition';
import {
  BASE_FOLDER,
  type MailFolder,
  readMailFolder,
  readTemplate,
  templateNames,
  tenantFolder,
} from './mail-folder';
import { type PortalIdentity, type RenderedMail, compileMail } from './mail-templates';

type Mails = readonly MailDefinition<unknown>[];

/** A portal to render the fixtures for. */
const fixturePortal: PortalIdentity = {
  title: { fr: 'Les Halles', en: 'Les Halles' },
  demonstration: true,
  timeZone: 'Europe/Paris',
  publisher: {
    name: 'Communauté d’agglomération des <Halles> & du Pays',
    address: '1 place de l’Exemple\n59000 Exempleville',
    phone: '03 53 01 10 10',
    email: 'contact@halles.example',
    director: 'La présidence',
  },
};

/** What a reader's program would fetch, and so tell the sender that the mail was opened. */
const REMOTE = /\ssrc\s*=|\sbackground\s*=|url\(|@import|<link|<img/i;
const RAW_COLOUR = /#[0-9a-f]{3,8}\b/i;

/** Files of the territory that take the place of none: mistakes, since nobody reads them. */
function checkStrays(folder: MailFolder, mails: Mails): Finding[] {
  const known = new Set([...folder.sharedNames, ...mails.flatMap(templateNames)]);
  return [...folder.own]
    .filter(([name]) => !known.has(name))
    .map(([, { file }]) => ({ file, message: 'overrides nothing: the base has no such file' }));
}

async function checkColours(folder: MailFolder, mails: Mails): Promise<Finding[]> {
  const templates = await Promise.all(
    mails.map((mail) => readTemplate(folder, mail, `${mail.name}/html.mjml.hbs`)),
  );
  return [...folder.files.values(), ...templates]
    .filter(({ file }) => file.endsWith('.mjml.hbs'))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          RAW_COLOUR.test(line) ? [{ file, line: index + 1, message: 'a colour outside the tokens' }] : [],
        ),
    );
}

/** The words of all mails. @throws MailTemplateError when two features use one key for different words */
function tablesOf(folder: MailFolder, mails: Mails): Tables {
  const merge = (locale: 'fr' | 'en'): ReadonlyMap<string, TextValue> => {
    const table = new Map(folder.texts[locale]);
    for (const { name, folder: place, texts } of mails) {
      for (const [key, text] of Object.entries(texts[locale])) {
        if (table.has(key) && table.get(key) !== text)
          throw new MailTemplateError(join(place, name), `"${key}" has other words in another mail`);
        table.set(key, text);
      }
    }
    return table;
  };
  return { fr: merge('fr'), en: merge('en') };
}

function checkWords(folder: MailFolder, mails: Mails, where: string): Finding[] {
  const base = tablesOf(folder, mails);
  const own = folder.ownTexts;
  const place = join(folder.root, where);
  const merged = {
    fr: new Map([...base.fr, ...own.fr]),
    en: new Map([...base.en, ...own.en]),
  };
  return [...checkTextOverrides(folder.root, place, own, base), ...checkTexts(folder.root, place, merged)];
}

function checkRendered(file: string, { subject, html }: RenderedMail): Finding[] {
  const findings: Finding[] = [];
  if (subject.includes('\n')) findings.push({ file, message: 'the subject is more than one line' });
  if (REMOTE.test(html)) findings.push({ file, message: 'the HTML loads something: mail loads nothing' });
  return findings;
}

/** A mail that has words for whoever has the address is written for them too. */
const audiencesOf = ({ safeForAnyone = [] }: MailDefinition<unknown>): readonly MailAudience[] =>
  safeForAnyone.length === 0 ? ['proven'] : ['proven', 'anyone'];

async function checkRendering(folder: MailFolder, mails: Mails): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const mail of mails) {
    const render = await compileMail(folder, mail);
    for (const locale of ['fr', 'en'] as const) {
      for (const model of mail.fixtures)
        for (const audience of audiencesOf(mail)) {
          const rendered = render(model, fixturePortal, locale, audience);
          findings.push(...checkRendered(`${mail.name} (${locale})`, rendered));
        }
    }
  }
  return findings;
}

/**
 * Why these mails cannot be sent in the face of a territory: of what it brings of its own, the first thing that is wrong.
 * @param root the application's folder
 */
export async function findMailErrors(root: string, slug: string, mails: Mails): Promise<Finding[]> {
  if (!existsSync(join(root, tenantFolder(slug), 'mail'))) return [];
  try {
    await checkRendering(await readMailFolder(root, slug), mails);
    return [];
  } catch (error) {
    if (!(error instanceof MailTemplateError)) throw error;
    const line = /line:? (\d+)/i.exec(error.message)?.[1];
    const message = error.message.slice(error.file.length + 2);
    return [{ file: error.file, ...(line === undefined ? {} : { line: Number(line) }), message }];
  }
}

/**
 * Checks these mails in the faces of these territories, and in the neutral theme: overrides shadow a file or a text,
 * texts are complete and well set in both languages, colours are tokens, every mail renders from its fixtures and loads
 * nothing.
 * @param root the application's folder
 */
export async function checkMails(root: string, slugs: readonly string[], mails: Mails): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const slug of [null, ...slugs]) {
    try {
      const folder = await readMailFolder(root, slug);
      const where = slug === null ? BASE_FOLDER : join('tenants', slug, 'mail');
      findings.push(...checkStrays(folder, mails));
      findings.push(...checkWords(folder, mails, join(where, 'locales')));
      findings.push(...(await checkColours(folder, mails)));
      findings.push(...(await checkRendering(folder, mails)));
    } catch (error) {
      if (!(error instanceof MailTemplateError)) throw error;
      findings.push({ file: error.file, message: error.message.slice(error.file.length + 2) });
    }
  }
  // What the base does wrong is seen once for each territory.
  const known = new Set<string>();
  return findings.filter((finding) => known.size < known.add(JSON.stringify(finding)).size);
}
