import { resolve } from 'node:path';
import { everyLetter, everyMail } from '@halles/domain/correspondence';
import { checkLetters } from '@halles/platform/letters';
import { checkMails } from '@halles/platform/mail';
import { type Finding, checkThemes, listTenantFolders } from '@halles/platform/theming';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';

interface ThemeCheckFlags {
  readonly tenant?: string;
}

const place = ({ file, line }: Finding): string => (line === undefined ? file : `${file}:${line}`);

/** Findings by file, in the order they were found. */
function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  return files;
}

/** `halles theme check` */
export function registerTheme(program: Command, io: () => Io): void {
  program
    .command('theme')
    .description('the faces of the territories')
    .command('check')
    .description(
      'check every theme: files, texts, views, mails and letters rendered, contrast, drawings, fonts',
    )
    .option('--tenant <slug>', 'this territory only, with the base theme')
    .action(async (flags: ThemeCheckFlags) => {
      const root = resolve(io().env['HALLES_ROOT'] ?? '.');
      if (flags.tenant !== undefined && !listTenantFolders(root).includes(flags.tenant)) {
        io().fail(`There is no folder tenants/${flags.tenant}.`, exitCodes.refused);
      }
      const themes = checkThemes(root, flags.tenant);
      const findings = [
        ...themes.findings,
        ...(await checkMails(root, themes.tenants, everyMail)),
        ...checkLetters(root, themes.tenants, everyLetter),
      ];
      for (const group of byFile(findings).values()) {
        for (const finding of group) io().line(`${place(finding)}  ${finding.message}`);
      }
      io().line(
        `${themes.tenants.length} territories, ${themes.rendered} pages rendered, mails and letters checked, ${findings.length} findings`,
      );
      io().result({ ...themes, findings });
      if (findings.length > 0) io().fail(`${findings.length} findings in the themes.`, exitCodes.failed);
    });
}
