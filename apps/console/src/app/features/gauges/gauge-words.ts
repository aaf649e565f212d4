import { gaugeWordsEn } from './gauge-words.en';
import { gaugeWordsFr } from './gauge-words.fr';

/** The words of the screen: loaded with it, since most who sign in never open it. */
export const gaugeWords = { fr: gaugeWordsFr, en: gaugeWordsEn };
