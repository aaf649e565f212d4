import { defineError } from '@halles/kernel';
import { MEGABYTE, MAX_DOCUMENT_BYTES, MAX_PAGES } from './limits';

const mostMegabytes = MAX_DOCUMENT_BYTES / MEGABYTE;

export const DocumentRefused = defineError('document-refused', {
  kind: 'unsupported',
  title: { fr: 'Document refusé', en: 'Document refused' },
  detail: () => ({
    fr: `Envoyez un fichier PDF, JPEG ou PNG entier, de ${mostMegabytes} Mo au plus.`,
    en: `Send a whole PDF, JPEG or PNG file of at most ${mostMegabytes} MB.`,
  }),
});

export const DocumentUnreadable = defineError('document-unreadable', {
  kind: 'unsupported',
  title: { fr: 'Document illisible', en: 'Document cannot be read' },
  detail: () => ({
    fr: 'Ce document est abîmé, ou il ne peut pas être ouvert ici. Envoyez-en une photo, ou imprimez-le et numérisez-le.',
    en: 'This document is damaged, or cannot be opened here. Send a photo of it, or print and scan it.',
  }),
});

export const DocumentTooComplicated = defineError('document-too-complicated', {
  kind: 'unsupported',
  title: { fr: 'Document trop compliqué', en: 'Document too complicated' },
  detail: () => ({
    fr: 'Ce PDF est trop compliqué : son dessin demande trop de calculs. Envoyez-en une photo, ou imprimez-le et numérisez-le.',
    en: 'This PDF is too complicated: it takes too long to draw. Send a photo of it, or print and scan it.',
  }),
});

export const DocumentLocked = defineError('document-locked', {
  kind: 'unsupported',
  title: { fr: 'Document protégé', en: 'Protected document' },
  detail: () => ({
    fr: 'Ce PDF demande un mot de passe : nous ne pouvons pas l’ouvrir. Envoyez-en une photo, ou imprimez-le et numérisez-le.',
    en: 'This PDF asks for a password: we cannot open it. Send a photo of it, or print and scan it.',
  }),
});

export const DocumentTooLong = defineError('document-too-long', {
  kind: 'too-large',
  title: { fr: 'Document trop long', en: 'Document too long' },
  detail: () => ({
    fr: `Ce PDF a plus de ${MAX_PAGES} pages. Envoyez seulement celles qui comptent.`,
    en: `This PDF has more than ${MAX_PAGES} pages. Send only those that matter.`,
  }),
});
