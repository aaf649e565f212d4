import { defineMail, type MailTexts, oneLine, paragraphsOf, quoteText, webUrl } from '@halles/platform/mail';

/** That the town hid a post, and why, for who keeps the shop (Regulation (EU) 2022/2065, article 17). */
export interface PostHiddenModel {
  readonly name: string;
  /** Name of the business. */
  readonly listing: string;
  /** Of the post. */
  readonly title: string;
  readonly reason: string;
  /** The list of the shop's posts. */
  readonly postsUrl: string;
  /** Where one writes to the town. */
  readonly contactUrl: string;
}

const texts: MailTexts = {
  fr: {
    'post-hidden.subject': 'Une actualité n’est plus affichée\u00a0: {listing}',
    'post-hidden.heading': 'La collectivité a masqué une actualité',
    'post-hidden.hello': 'Bonjour {person},',
    'post-hidden.lead':
      'L’actualité «\u00a0{title}\u00a0» ne se lit plus sur la page de {listing}, ni dans les données ouvertes. La raison donnée\u00a0:',
    'post-hidden.then':
      'Vous pouvez publier une autre actualité. Si vous n’êtes pas d’accord, écrivez à la collectivité\u00a0: une personne vous répondra. Vous pouvez aussi saisir le juge.',
    'post-hidden.action': 'Voir vos actualités',
    'post-hidden.action-line': 'Voir vos actualités\u00a0: {postsUrl}',
    'post-hidden.contact-line': 'Écrire à la collectivité\u00a0: {contactUrl}',
    'post-hidden.why':
      'Vous recevez ce message parce que vous tenez la page d’un commerce sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'post-hidden.subject': 'A post is no longer shown: {listing}',
    'post-hidden.heading': 'The local authority has hidden a post',
    'post-hidden.hello': 'Hello {person},',
    'post-hidden.lead':
      'The post “{title}” is no longer on the page of {listing}, nor in the open data. The reason given:',
    'post-hidden.then':
      'You can publish another post. If you disagree, write to the local authority: a person will answer. You may also go to court.',
    'post-hidden.action': 'See your posts',
    'post-hidden.action-line': 'See your posts: {postsUrl}',
    'post-hidden.contact-line': 'Write to the local authority: {contactUrl}',
    'post-hidden.why': 'You get this message because you keep the page of a business on “{portal}”.',
  },
};

export const postHidden = defineMail<PostHiddenModel>({
  name: 'post-hidden',
  folder: 'libs/domain/posts/src/mails',
  texts,
  values: (model) => ({
    name: oneLine(model.name, 80),
    listing: oneLine(model.listing, 120),
    title: oneLine(model.title, 80),
    paragraphs: paragraphsOf(model.reason),
    quoted: quoteText(model.reason),
    postsUrl: webUrl(model.postsUrl),
    contactUrl: webUrl(model.contactUrl),
  }),
  mayLink: ['reason'],
  fixtures: [
    {
      name: 'Marie-Élisabeth d’Hautefort & fils',
      listing: 'Épicerie <fine> d’Hautefort & fils',
      title: 'Une offre <b>sans</b> fin & sans condition',
      reason:
        'Cette offre ne dit pas de quels produits elle parle.\n\nPrécisez-les, et publiez-la de nouveau.',
      postsUrl: 'https://commerces.example/pro/commerces/1234/actualites',
      contactUrl: 'https://commerces.example/contact',
    },
  ],
});
