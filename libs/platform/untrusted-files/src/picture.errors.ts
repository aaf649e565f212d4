import { defineError } from '@halles/kernel';

export const PictureTooLarge = defineError<{ mostMegabytes: number }>('picture-too-large', {
  kind: 'too-large',
  title: { fr: 'Photo trop lourde', en: 'Photo too large' },
  detail: ({ mostMegabytes }) => ({
    fr: `Cette photo dépasse ${mostMegabytes} Mo. Réduisez-la, ou reprenez-la avec l’appareil photo du téléphone.`,
    en: `This photo is larger than ${mostMegabytes} MB. Make it smaller, or take it again with the phone’s camera.`,
  }),
});

export const PictureFormatRefused = defineError('picture-format-refused', {
  kind: 'unsupported',
  title: { fr: 'Ce fichier n’est pas une photo', en: 'This file is not a photo' },
  detail: () => ({
    fr: 'Choisissez une photo au format JPEG, PNG, WebP ou AVIF.',
    en: 'Choose a photo in JPEG, PNG, WebP or AVIF format.',
  }),
});

export const PictureOfPhone = defineError('picture-heic', {
  kind: 'unsupported',
  title: { fr: 'Format HEIC non lu', en: 'HEIC format not read' },
  detail: () => ({
    fr: 'Cette photo est au format HEIC, que nous ne savons pas lire. Sur l’iPhone, choisissez-la depuis cette page dans Photos : elle sera convertie. Sinon, enregistrez-la en JPEG.',
    en: 'This photo is in HEIC format, which we cannot read. On an iPhone, choose it from this page in Photos: it is converted. Otherwise, save it as JPEG.',
  }),
});

export const PictureUnreadable = defineError('picture-unreadable', {
  kind: 'invalid',
  title: { fr: 'Photo illisible', en: 'Photo cannot be read' },
  detail: () => ({
    fr: 'Ce fichier est abîmé ou incomplet. Envoyez-le de nouveau, ou choisissez une autre photo.',
    en: 'This file is damaged or incomplete. Send it again, or choose another photo.',
  }),
});

export const PictureTooManyPixels = defineError('picture-too-many-pixels', {
  kind: 'too-large',
  title: { fr: 'Photo trop grande', en: 'Photo too big' },
  detail: () => ({
    fr: 'Cette photo compte plus de 40 millions de points. Réduisez ses dimensions.',
    en: 'This photo has more than 40 million pixels. Reduce its dimensions.',
  }),
});

export const PictureTooSmall = defineError<{ least: number }>('picture-too-small', {
  kind: 'invalid',
  title: { fr: 'Photo trop petite', en: 'Photo too small' },
  detail: ({ least }) => ({
    fr: `Cette image compte moins de ${least} points de côté : elle serait floue. Choisissez-en une plus grande.`,
    en: `This picture is under ${least} pixels on a side: it would look blurred. Choose a bigger one.`,
  }),
});
