import type { WrongFolder, TerritoryFolders } from '@halles/platform/provisioning';
import { describeFolderError } from '@halles/platform/theming';

/** What whoever runs the installation does about a folder that is wrong. */
export const REPAIR_FOLDERS =
  'Correct what is named, then run "halles migrate": it takes over what is right by then, and says what is not.';

/** The errors of a folder, one a line. Pure. */
const wrongLines = ({ slug, errors }: WrongFolder): string[] => [
  `✖ ${slug}: its folder is wrong, and nothing of it was taken over. The territory goes on as it was last good.`,
  ...errors.map((error) => `    ${describeFolderError(error)}`),
];

/** Folders that open nothing by themselves, each with the command that would. Pure. */
export function unopenedLines({
  unopened,
  dropped,
  strays,
}: Pick<TerritoryFolders, 'unopened' | 'dropped' | 'strays'>): string[] {
  return [
    ...unopened.flatMap(({ slug, errors }) =>
      errors.length === 0
        ? [
            `⚠ tenants/${slug} is not open, and nobody sees it. As a draft it opens with: halles tenant create ${slug}`,
          ]
        : [
            `⚠ tenants/${slug} is not open, and cannot be opened before what is wrong in it is corrected:`,
            ...errors.map((error) => `    ${describeFolderError(error)}`),
          ],
    ),
    ...dropped.map(
      ({ slug, title, at }) =>
        `⚠ tenants/${slug} stays closed: ${title} was dropped on ${at.toISOString().slice(0, 10)}. Anew, as a draft, it opens with: halles tenant create ${slug}`,
    ),
    ...strays.map(({ file, expected }) => `⚠ ${file} is no folder of a territory. Expected: ${expected.en}.`),
  ];
}

/** All that somebody should know of the folders of territories, once they were looked through. Pure. */
export const folderLines = (folders: TerritoryFolders): string[] => [
  ...folders.wrong.flatMap(wrongLines),
  ...(folders.wrong.length > 0 ? [`  ${REPAIR_FOLDERS}`] : []),
  ...unopenedLines(folders),
];
