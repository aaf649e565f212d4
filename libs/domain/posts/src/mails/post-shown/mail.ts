import { defineMail, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';

/** That the town hides a post no more, for who keeps the shop and was told that it was hidden. */
export interface PostShownModel {
  readonly name: string;
  /** Name of the business. */
  readonly listing: string;
  /** Of the post. */
  readonly title: string;
  /** Whether the public reads it: it was not withdrawn, and is not over. */
  readonly isRead: boolean;
  /** The post in the list of the shop's posts. */
  readonly postUrl: string;
}

const texts: MailTexts = {
  fr: {
    'post-shown.subject': 'Une actualité n’est plus masquée\u00a0: {listing}',
    'post-shown.heading': 'La collectivité ne masque plus une actualité',
    'post-shown.hello': 'Bonjour {person},',
    'post-shown.read':
      'La collectivité est revenue sur sa décision\u00a0: l’actualité «\u00a0{title}\u00a0» se lit de nouveau sur la page de {listing} et dans les données ouvertes. Vous n’avez rien à faire.',
    'post-shown.unread':
      'La collectivité est revenue sur sa décision\u00a0: l’actualité «\u00a0{title}\u00a0» de {listing} n’est plus masquée. Elle ne s’affiche pas pour autant, parce qu’elle est retirée ou que sa date est passée.',
    'post-shown.action': 'Voir l’actualité',
    'post-shown.action-line': 'Voir l’actualité\u00a0: {postUrl}',
    'post-shown.why':
      'Vous recevez ce message parce que vous tenez la page d’un commerce sur «\u00a0{portal}\u00a0», et que nous vous avions écrit que cette actualité était masquée.',
  },
  en: {
    'post-shown.subject': 'A post is no longer hidden: {listing}',
    'post-shown.heading': 'The local authority no longer hides a post',
    'post-shown.hello': 'Hello {person},',
    'post-shown.read':
      'The local authority has taken its decision back: the post “{title}” can be read again on the page of {listing} and in the open data. There is nothing for you to do.',
    'post-shown.unread':
      'The local authority has taken its decision back: the post “{title}” of {listing} is no longer hidden. It is not shown all the same, because it was withdrawn or its date is past.',
    'post-shown.action': 'See the post',
    'post-shown.action-line': 'See the post: {postUrl}',
    'post-shown.why':
      'You get this message because you keep the page of a business on “{portal}”, and we had written to you that this post was hidden.',
  },
};

const fixture: PostShownModel = {
  name: 'Marie-Élisabeth d’Hautefort & fils',
  listing: 'Épicerie <fine> d’Hautefort & fils',
  title: 'Une offre <b>sans</b> fin & sans condition',
  isRead: true,
  postUrl: 'https://commerces.example/pro/commerces/1234/actualites/0199f3a2-0000-7000-8000-000000000001',
};

export const postShown = defineMail<PostShownModel>({
  name: 'post-shown',
  folder: 'libs/domain/posts/src/mails',
  texts,
  values: (model) => ({
    name: oneLine(model.name, 80),
    listing: oneLine(model.listing, 120),
    title: oneLine(model.title, 80),
    leadText: model.isRead ? 'post-shown.read' : 'post-shown.unread',
    postUrl: webUrl(model.postUrl),
  }),
  fixtures: [fixture, { ...fixture, isRead: false }],
});
