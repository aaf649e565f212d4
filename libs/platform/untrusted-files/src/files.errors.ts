import { defineError } from '@halles/kernel';

export const FilesBusy = defineError('files-busy', {
  kind: 'unavailable',
  title: { fr: 'Trop de fichiers à la fois', en: 'Too many files at once' },
  detail: () => ({
    fr: 'Beaucoup de fichiers sont en préparation. Réessayez dans un instant.',
    en: 'Many files are being prepared. Try again in a moment.',
  }),
  retryAfter: 10,
});

/** Whatever kept it from being opened, it was not the file: its process was killed, or could not be started. */
export const FileNotOpened = defineError('file-not-opened', {
  kind: 'unavailable',
  title: { fr: 'Fichier non ouvert', en: 'File not opened' },
  detail: () => ({
    fr: 'Votre fichier n’a pas pu être préparé, et rien n’en a été enregistré. Il n’est pas en cause. Réessayez dans un instant.',
    en: 'Your file could not be prepared, and nothing of it was stored. It is not to blame. Try again in a moment.',
  }),
  retryAfter: 10,
});

/** A mail that came back and is no report of a delivery: nobody reads this sentence but an operator. */
export const ReportUnreadable = defineError('report-unreadable', {
  kind: 'invalid',
  title: { fr: 'Compte rendu illisible', en: 'Report cannot be read' },
  detail: () => ({
    fr: 'Ce message n’est pas un compte rendu de remise.',
    en: 'This message is no report of a delivery.',
  }),
});

/** An answer by mail that cannot be read: its sender reads the sentence in what their server sends them. */
export const MailUnreadable = defineError('mail-unreadable', {
  kind: 'invalid',
  title: { fr: 'Courriel illisible', en: 'Mail cannot be read' },
  detail: () => ({
    fr: 'Ce courriel n’a pas pu être lu. Répondez par le lien du message.',
    en: 'This mail could not be read. Answer by the link of the message.',
  }),
});
