import { defineError } from '@halles/kernel';
import { MEGABYTE, MAX_TABLE_BYTES } from './limits';

const mostMegabytes = MAX_TABLE_BYTES / MEGABYTE;

const SEND = {
  fr: `Envoyez un fichier CSV ou XLSX de ${mostMegabytes} Mo au plus.`,
  en: `Send a CSV or XLSX file of at most ${mostMegabytes} MB.`,
};

/** What somebody sent in the place of a table. */
type NoTable = 'pdf' | 'picture' | 'too-large' | 'other';

const NO_TABLES: Readonly<Record<NoTable, { readonly fr: string; readonly en: string }>> = {
  pdf: {
    fr: 'C’est un PDF : il montre un tableau et n’en est pas un. Exportez-le du logiciel qui l’a fait. ',
    en: 'This is a PDF: it shows a table and is none. Export it from the program that made it. ',
  },
  picture: {
    fr: 'C’est une image : il faut le tableau lui-même. ',
    en: 'This is a picture: the table itself is needed. ',
  },
  'too-large': { fr: 'Ce fichier est trop grand. ', en: 'This file is too large. ' },
  other: { fr: '', en: '' },
};

export const TableRefused = defineError<{ what: NoTable }>('table-refused', {
  kind: 'unsupported',
  title: { fr: 'Ce fichier n’est pas un tableau', en: 'This file is not a table' },
  detail: ({ what }) => ({ fr: NO_TABLES[what].fr + SEND.fr, en: NO_TABLES[what].en + SEND.en }),
});

export const TableOfOpenDocument = defineError('table-of-open-document', {
  kind: 'unsupported',
  title: { fr: 'Fichier OpenDocument', en: 'OpenDocument file' },
  detail: () => ({
    fr: 'C’est un fichier OpenDocument (ODS), de LibreOffice ou d’OpenOffice. Ouvrez-le, choisissez « Enregistrer sous », puis « Excel (.xlsx) » ou « Texte CSV », et envoyez le fichier obtenu.',
    en: 'This is an OpenDocument file (ODS), of LibreOffice or OpenOffice. Open it, choose “Save as”, then “Excel (.xlsx)” or “Text CSV”, and send the file that you get.',
  }),
});

export const TableOfWebPage = defineError('table-of-web-page', {
  kind: 'unsupported',
  title: { fr: 'Page web, et non classeur', en: 'A web page, and no workbook' },
  detail: () => ({
    fr: 'C’est une page web ou un fichier XML, même si son nom finit par .xls, .xlsx ou .csv. Ouvrez-le dans le tableur, enregistrez-le au format XLSX ou CSV, puis envoyez-le.',
    en: 'This is a web page or an XML file, even where its name ends in .xls, .xlsx or .csv. Open it in the spreadsheet, save it as XLSX or CSV, then send it.',
  }),
});

export const TableOfOldKind = defineError('table-of-old-kind', {
  kind: 'unsupported',
  title: { fr: 'Ancien format, ou mot de passe', en: 'Old format, or a password' },
  detail: () => ({
    fr: 'Ce classeur est dans l’ancien format XLS, ou il est protégé par un mot de passe. Dans le tableur, enregistrez-le sans mot de passe au format XLSX ou CSV, puis envoyez-le.',
    en: 'This workbook is in the old XLS format, or protected by a password. In the spreadsheet, save it without a password as XLSX or CSV, then send it.',
  }),
});

export const TableUnreadable = defineError('table-unreadable', {
  kind: 'unsupported',
  title: { fr: 'Tableau illisible', en: 'Table cannot be read' },
  detail: () => ({
    fr: 'Ce fichier est abîmé, ou ce n’est pas un tableau CSV ou XLSX. Ouvrez-le dans le tableur et enregistrez-le en XLSX, puis envoyez-le.',
    en: 'This file is damaged, or is no CSV or XLSX table. Open it in the spreadsheet and save it as XLSX, then send it.',
  }),
});

export const TableTooCostly = defineError('table-too-costly', {
  kind: 'too-large',
  title: { fr: 'Tableau trop compliqué', en: 'Table too complicated' },
  detail: () => ({
    fr: 'Ce tableau demande trop de calculs pour être lu. Copiez ses lignes dans un nouveau classeur, et réessayez dans dix minutes.',
    en: 'This table takes too long to read. Copy its lines to a new workbook, and try again in ten minutes.',
  }),
});

export const TableEmpty = defineError('table-empty', {
  kind: 'invalid',
  title: { fr: 'Fichier vide', en: 'Empty file' },
  detail: () => ({
    fr: 'Ce fichier est vide. La première ligne doit nommer les colonnes, les suivantes dire un produit chacune.',
    en: 'This file is empty. Its first line has to name the columns, each line below it one product.',
  }),
});

export const TableTooLong = defineError<{ most: number }>('table-too-long', {
  kind: 'too-large',
  title: { fr: 'Trop de lignes', en: 'Too many lines' },
  detail: ({ most }) => ({
    fr: `Ce fichier a trop de lignes : ${most} au plus, sans compter celle des noms de colonnes. Retirez-en, et supprimez les lignes vides du tableur.`,
    en: `This file has too many lines: at most ${most}, that of the column names not counted. Take some out, and delete empty lines in the spreadsheet.`,
  }),
});

export const TableTooWide = defineError('table-too-wide', {
  kind: 'too-large',
  title: { fr: 'Trop de colonnes', en: 'Too many columns' },
  detail: () => ({
    fr: 'Ce fichier a plus de soixante colonnes. Ne gardez que celles des produits.',
    en: 'This file has more than sixty columns. Keep only those of the products.',
  }),
});

export const TableCellTooLong = defineError('table-cell-too-long', {
  kind: 'too-large',
  title: { fr: 'Case trop longue', en: 'Cell too long' },
  detail: () => ({
    fr: 'Une case de ce fichier a plus de 32 767 caractères. Raccourcissez-la ; dans un fichier CSV, cherchez aussi un guillemet (") de trop.',
    en: 'A cell of this file has more than 32,767 characters. Shorten it; in a CSV file, look for a quotation mark (") too many as well.',
  }),
});

export const TableQuoteUnclosed = defineError('table-quote-unclosed', {
  kind: 'invalid',
  title: { fr: 'Guillemet jamais fermé', en: 'Quotation mark never closed' },
  detail: () => ({
    fr: 'Dans ce fichier CSV, une case s’ouvre par un guillemet (") qui n’est jamais fermé. Corrigez-la, ou enregistrez le tableau en XLSX.',
    en: 'In this CSV file, a cell opens with a quotation mark (") that is never closed. Mend it, or save the table as XLSX.',
  }),
});
