import type { MailTexts } from '@halles/platform/mail';

/** The words of the mail. */
export const texts: MailTexts = {
  fr: {
    'claim-notice.why':
      'Vous recevez ce message parce que votre compte tient ou demande à tenir la page d’un commerce sur «\u00a0{portal}\u00a0».',
    'claim-notice.until': 'Possible jusqu’au {until}.',
    'claim-notice.subject-for-anyone': 'Votre demande sur «\u00a0{portal}\u00a0»',
    'claim-notice.start.subject': 'Votre demande est ouverte\u00a0: {listing}',
    'claim-notice.start.heading': 'Il reste à prouver que c’est votre commerce',
    'claim-notice.start.what':
      'Vous avez demandé à tenir la page de {listing} sur «\u00a0{portal}\u00a0». Choisissez une preuve\u00a0: un code, une lettre, un document ou l’avis de la collectivité.',
    'claim-notice.start.action': 'Choisir une preuve',
    'claim-notice.review.subject': 'Votre demande est transmise\u00a0: {listing}',
    'claim-notice.review.heading': 'La collectivité examine votre demande',
    'claim-notice.review.what':
      'Une personne de la collectivité regarde ce que vous avez transmis pour {listing}. Sa réponse arrivera par courriel, avec sa raison. Vous n’avez rien d’autre à faire.',
    'claim-notice.review.action': 'Suivre la demande',
    'claim-notice.settled.subject': 'Votre demande reprend son cours\u00a0: {listing}',
    'claim-notice.settled.heading': 'Vous restez seul à demander cette page',
    'claim-notice.settled.what':
      'L’autre demande sur {listing} n’a plus cours. La collectivité examine la vôtre\u00a0; sa réponse arrivera par courriel.',
    'claim-notice.settled.action': 'Suivre la demande',
    'claim-notice.disputed.subject': 'Une autre personne demande la même page\u00a0: {listing}',
    'claim-notice.disputed.heading': 'La collectivité va départager les demandes',
    'claim-notice.disputed.what':
      'Deux comptes demandent à tenir la page de {listing}. Une personne de la collectivité compare les preuves. Vous pouvez en ajouter.',
    'claim-notice.disputed.action': 'Ajouter une preuve',
    'claim-notice.document-requested.subject': 'Une pièce est demandée\u00a0: {listing}',
    'claim-notice.document-requested.heading': 'La collectivité vous demande une pièce',
    'claim-notice.document-requested.what':
      'Pour répondre à votre demande sur {listing}, une personne de la collectivité a besoin d’un document. Voici ce qu’elle écrit. Votre demande l’attend.',
    'claim-notice.document-requested.action': 'Transmettre le document',
    'claim-notice.approved.subject': 'La page est à vous\u00a0: {listing}',
    'claim-notice.approved.heading': 'Vous tenez la page de {listing}',
    'claim-notice.approved.what':
      'C’est à vous désormais de dire ce que le public y lit. Commencez par les horaires et une photo\u00a0: cinq minutes suffisent.',
    'claim-notice.approved.action': 'Ouvrir mon espace',
    'claim-notice.refused.subject': 'Votre demande est refusée\u00a0: {listing}',
    'claim-notice.refused.heading': 'Votre demande n’est pas acceptée',
    'claim-notice.refused.what':
      'La collectivité n’a pas accepté votre demande de tenir la page de {listing}. Vous pouvez en faire une nouvelle avec une autre preuve, ou répondre à ce message.',
    'claim-notice.refused.action': 'Voir la décision',
    'claim-notice.expired.subject': 'Votre demande a expiré\u00a0: {listing}',
    'claim-notice.expired.heading': 'Votre demande a expiré',
    'claim-notice.expired.what':
      'Aucune preuve n’est arrivée en trente jours pour {listing}. Si c’est votre commerce, faites une nouvelle demande quand vous voulez.',
    'claim-notice.expired.action': 'Faire une nouvelle demande',
    'claim-notice.withdrawn.subject': 'Votre demande est retirée\u00a0: {listing}',
    'claim-notice.withdrawn.heading': 'Votre demande est retirée',
    'claim-notice.withdrawn.what': 'Vous ne demandez plus à tenir la page de {listing}.',
    'claim-notice.withdrawn.what-documents':
      'Vous ne demandez plus à tenir la page de {listing}. Les documents transmis sont supprimés.',
    'claim-notice.withdrawn.action': 'Voir mes demandes',
    'claim-notice.released.subject': 'Vous ne tenez plus la page\u00a0: {listing}',
    'claim-notice.released.heading': 'Vous avez rendu la page de {listing}',
    'claim-notice.released.what':
      'Elle reste dans l’annuaire, avec les informations des registres publics. Ce que vous y aviez écrit n’est plus affiché.',
    'claim-notice.released.action': 'Voir mes demandes',
    'claim-notice.transferred.subject': 'La page change de mains\u00a0: {listing}',
    'claim-notice.transferred.heading': 'Vous ne tenez plus la page de {listing}',
    'claim-notice.transferred.what': 'Un autre compte tient désormais cette page.',
    'claim-notice.transferred.action': 'Voir mes demandes',
    'claim-notice.displaced.subject': 'Un autre compte tient désormais votre page\u00a0: {listing}',
    'claim-notice.displaced.heading': 'Vous ne tenez plus la page de {listing}',
    'claim-notice.displaced.what':
      'La collectivité a comparé les preuves et donné la page de {listing} à une autre personne. Vous n’y avez plus accès, ni votre équipe. Si c’est une erreur, faites une nouvelle demande avec une preuve, ou répondez à ce message.',
    'claim-notice.displaced.action': 'Lire la décision et y répondre',
    'claim-notice.reopened.subject': 'Votre demande est examinée de nouveau\u00a0: {listing}',
    'claim-notice.reopened.heading': 'Le refus est annulé',
    'claim-notice.reopened.what':
      'La collectivité a annulé son refus\u00a0: votre demande de tenir la page de {listing} attend de nouveau une réponse. Si vous aviez transmis un document, il a été supprimé avec la première décision\u00a0: transmettez-le de nouveau.',
    'claim-notice.reopened.action': 'Suivre la demande',
    'claim-notice.revoked.subject': 'Vous ne tenez plus la page\u00a0: {listing}',
    'claim-notice.revoked.heading': 'La collectivité a annulé sa décision',
    'claim-notice.revoked.what':
      'Vous ne tenez plus la page de {listing}\u00a0: ce que vous y aviez écrit n’est plus affiché. Vous pouvez faire une nouvelle demande avec une preuve, ou répondre à ce message.',
    'claim-notice.revoked.action': 'Lire la décision et y répondre',
    'claim-notice.joined.subject': 'Deux pages ont été réunies\u00a0: {listing}',
    'claim-notice.joined.heading': 'Votre demande continue sur la page réunie',
    'claim-notice.joined.what':
      'Deux pages du même commerce ont été réunies en une, celle de {listing}. Votre demande porte désormais sur elle et reste où elle en était, avec vos preuves.',
    'claim-notice.joined.action': 'Suivre la demande',
    'claim-notice.parted.subject': 'Deux pages sont de nouveau séparées\u00a0: {listing}',
    'claim-notice.parted.heading': 'Votre demande continue sur sa propre page',
    'claim-notice.parted.what':
      'Deux pages qui avaient été réunies sont de nouveau séparées\u00a0: ce sont deux commerces. Votre demande porte sur la page de {listing}, avec vos preuves.',
    'claim-notice.parted.action': 'Suivre la demande',
    'claim-notice.owner-disputed.subject': 'Une autre personne demande votre page\u00a0: {listing}',
    'claim-notice.owner-disputed.heading': 'Une autre personne demande à tenir votre page',
    'claim-notice.owner-disputed.what':
      'Un autre compte demande lui aussi à tenir la page de {listing}. Rien ne change pour l’instant\u00a0: une personne de la collectivité va comparer. Si vous avez cédé votre commerce, transmettez-lui la page\u00a0; sinon, envoyez un document qui montre qu’il est à vous, ou répondez à ce message.',
    'claim-notice.owner-disputed.action': 'Voir la demande et y répondre',
    'claim-notice.owner-document-requested.subject': 'Une pièce est demandée\u00a0: {listing}',
    'claim-notice.owner-document-requested.heading': 'La collectivité vous demande une pièce',
    'claim-notice.owner-document-requested.what':
      'Un autre compte demande la page de {listing}, que vous tenez. Pour décider, une personne de la collectivité a besoin d’un document de vous. Voici ce qu’elle écrit. Rien ne change pour l’instant.',
    'claim-notice.owner-document-requested.action': 'Transmettre le document',
    'claim-notice.owner-document.subject': 'Votre pièce est transmise\u00a0: {listing}',
    'claim-notice.owner-document.heading': 'La collectivité a reçu votre pièce',
    'claim-notice.owner-document.what':
      'Une personne de la collectivité la compare aux preuves de l’autre compte qui demande la page de {listing}. Vous tenez toujours cette page\u00a0; la décision arrivera par courriel.',
    'claim-notice.owner-document.action': 'Suivre la demande',
    'claim-notice.owner-kept.subject': 'Vous gardez votre page\u00a0: {listing}',
    'claim-notice.owner-kept.heading': 'Rien ne change pour votre page',
    'claim-notice.owner-kept.what':
      'La collectivité a refusé la demande d’un autre compte sur {listing}. Vous continuez de tenir cette page.',
    'claim-notice.owner-kept.action': 'Ouvrir mon espace',
    'claim-notice.transfer-offered.subject': 'On vous propose de tenir une page sur «\u00a0{portal}\u00a0»',
    'claim-notice.transfer-offered.heading': 'Voulez-vous tenir la page de {listing}\u00a0?',
    'claim-notice.transfer-offered.what':
      'La personne qui tient cette page sur «\u00a0{portal}\u00a0» vous la propose. Connectez-vous avec cette adresse pour accepter ou refuser. Si vous ne connaissez pas ce commerce, vous n’avez rien à faire.',
    'claim-notice.transfer-offered.action': 'Voir la proposition',
    'claim-notice.addition-asked.subject': 'Votre demande d’ajout est transmise\u00a0: {listing}',
    'claim-notice.addition-asked.heading': 'La collectivité examine votre demande',
    'claim-notice.addition-asked.what':
      'Vous avez demandé l’ajout de {listing} à l’annuaire de «\u00a0{portal}\u00a0». Une personne le vérifie\u00a0; la réponse arrivera par courriel.',
    'claim-notice.addition-asked.action': 'Suivre la demande',
    'claim-notice.addition-approved.subject': 'Votre commerce est dans l’annuaire\u00a0: {listing}',
    'claim-notice.addition-approved.heading': '{listing} est dans l’annuaire',
    'claim-notice.addition-approved.what':
      'Le public peut déjà le trouver sur «\u00a0{portal}\u00a0». Il reste à prouver que c’est votre commerce\u00a0: choisissez une preuve dans vos demandes, un code, une lettre, un document ou l’avis de la collectivité.',
    'claim-notice.addition-approved.action': 'Voir mes demandes',
    'claim-notice.addition-refused.subject': 'Votre demande d’ajout est refusée\u00a0: {listing}',
    'claim-notice.addition-refused.heading': 'Votre demande d’ajout n’est pas acceptée',
    'claim-notice.addition-refused.what':
      'La collectivité n’a pas ajouté {listing} à l’annuaire. Voici pourquoi.',
    'claim-notice.addition-refused.action': 'Voir mes demandes',
    'claim-because.proconnect':
      'Raison\u00a0: ProConnect confirme que vous travaillez pour cet établissement.',
    'claim-because.phone-code': 'Raison\u00a0: le code reçu au téléphone de ce commerce a été saisi.',
    'claim-because.email-code':
      'Raison\u00a0: le code reçu à l’adresse électronique de ce commerce a été saisi.',
    'claim-because.letter-code':
      'Raison\u00a0: le code de la lettre envoyée à l’adresse de ce commerce a été saisi.',
    'claim-because.document': 'Raison\u00a0: vous avez transmis un document, qu’une personne doit lire.',
    'claim-because.town': 'Raison\u00a0: vous avez demandé l’avis de la collectivité.',
    'claim-because.agent': 'La raison de la décision, telle qu’elle est écrite\u00a0:',
    'claim-because.owned': 'Raison\u00a0: un autre compte tient déjà cette page.',
    'claim-because.rival': 'Raison\u00a0: une autre demande, avec ses preuves, attend aussi une réponse.',
    'claim-because.other-recognised':
      'Raison\u00a0: la collectivité a reconnu une autre personne comme tenant ce commerce. Elle écrit\u00a0:',
    'claim-because.other-recognised-silent':
      'Raison\u00a0: la collectivité a reconnu une autre personne comme tenant ce commerce.',
    'claim-because.addition-silent': 'Raison\u00a0: la collectivité a ajouté ce commerce à votre demande.',
    'claim-because.addition':
      'Raison\u00a0: la collectivité a ajouté ce commerce à votre demande. Elle écrit\u00a0:',
    'claim-because.merged':
      'Raison\u00a0: deux fiches de ce commerce ont été réunies, et vous aviez déjà une demande pour l’autre, ou sa page.',
    'claim-because.handed-over': 'Raison\u00a0: la proposition de transmission a été acceptée.',
  },
  en: {
    'claim-notice.why':
      'You receive this message because your account keeps, or asks to keep, the page of a business on “{portal}”.',
    'claim-notice.until': 'Possible until {until}.',
    'claim-notice.subject-for-anyone': 'Your request on “{portal}”',
    'claim-notice.start.subject': 'Your claim is open: {listing}',
    'claim-notice.start.heading': 'It remains to prove that it is your business',
    'claim-notice.start.what':
      'You asked to keep the page of {listing} on “{portal}”. Choose a proof: a code, a letter, a document or the word of the local authority.',
    'claim-notice.start.action': 'Choose a proof',
    'claim-notice.review.subject': 'Your claim was passed on: {listing}',
    'claim-notice.review.heading': 'The local authority looks at your claim',
    'claim-notice.review.what':
      'A person of the local authority looks at what you sent for {listing}. The answer will come by email, with its reason. There is nothing else for you to do.',
    'claim-notice.review.action': 'Follow the claim',
    'claim-notice.settled.subject': 'Your claim goes on: {listing}',
    'claim-notice.settled.heading': 'You alone claim this page now',
    'claim-notice.settled.what':
      'The other claim on {listing} is over. The local authority looks at yours; the answer will come by email.',
    'claim-notice.settled.action': 'Follow the claim',
    'claim-notice.disputed.subject': 'Somebody else claims the same page: {listing}',
    'claim-notice.disputed.heading': 'The local authority will decide between the claims',
    'claim-notice.disputed.what':
      'Two accounts ask to keep the page of {listing}. A person of the local authority compares the proofs. You may add some.',
    'claim-notice.disputed.action': 'Add a proof',
    'claim-notice.document-requested.subject': 'A document is asked for: {listing}',
    'claim-notice.document-requested.heading': 'The local authority asks you for a document',
    'claim-notice.document-requested.what':
      'To answer your claim on {listing}, a person of the local authority needs a document. Here is what they write. Your claim waits for it.',
    'claim-notice.document-requested.action': 'Send the document',
    'claim-notice.approved.subject': 'The page is yours: {listing}',
    'claim-notice.approved.heading': 'You keep the page of {listing}',
    'claim-notice.approved.what':
      'From now on it is for you to say what the public reads there. Begin with the hours and a photo: five minutes are enough.',
    'claim-notice.approved.action': 'Open my space',
    'claim-notice.refused.subject': 'Your claim is refused: {listing}',
    'claim-notice.refused.heading': 'Your claim is not accepted',
    'claim-notice.refused.what':
      'The local authority did not accept your claim to keep the page of {listing}. You may make another with another proof, or answer this message.',
    'claim-notice.refused.action': 'See the decision',
    'claim-notice.expired.subject': 'Your claim has expired: {listing}',
    'claim-notice.expired.heading': 'Your claim has expired',
    'claim-notice.expired.what':
      'No proof came within thirty days for {listing}. If it is your business, make another claim whenever you like.',
    'claim-notice.expired.action': 'Make another claim',
    'claim-notice.withdrawn.subject': 'Your claim is withdrawn: {listing}',
    'claim-notice.withdrawn.heading': 'Your claim is withdrawn',
    'claim-notice.withdrawn.what': 'You no longer ask to keep the page of {listing}.',
    'claim-notice.withdrawn.what-documents':
      'You no longer ask to keep the page of {listing}. The documents that you sent are deleted.',
    'claim-notice.withdrawn.action': 'See my claims',
    'claim-notice.released.subject': 'You no longer keep the page: {listing}',
    'claim-notice.released.heading': 'You gave the page of {listing} back',
    'claim-notice.released.what':
      'It stays in the directory, with what the public registers say. What you wrote there is no longer shown.',
    'claim-notice.released.action': 'See my claims',
    'claim-notice.transferred.subject': 'The page changes hands: {listing}',
    'claim-notice.transferred.heading': 'You no longer keep the page of {listing}',
    'claim-notice.transferred.what': 'Another account keeps this page now.',
    'claim-notice.transferred.action': 'See my claims',
    'claim-notice.displaced.subject': 'Another account keeps your page now: {listing}',
    'claim-notice.displaced.heading': 'You no longer keep the page of {listing}',
    'claim-notice.displaced.what':
      'The local authority compared the proofs and gave the page of {listing} to somebody else. You no longer have access to it, nor has your team. If this is a mistake, make another claim with a proof, or answer this message.',
    'claim-notice.displaced.action': 'Read the decision and answer it',
    'claim-notice.reopened.subject': 'Your claim is looked at again: {listing}',
    'claim-notice.reopened.heading': 'The refusal is taken back',
    'claim-notice.reopened.what':
      'The local authority has taken its refusal back: your claim on the page of {listing} waits for an answer again. If you had sent a document, it was deleted with the first decision: send it again.',
    'claim-notice.reopened.action': 'Follow the claim',
    'claim-notice.revoked.subject': 'You no longer keep the page: {listing}',
    'claim-notice.revoked.heading': 'The local authority has taken its decision back',
    'claim-notice.revoked.what':
      'You no longer keep the page of {listing}: what you wrote there is not shown any more. You may claim it again with a proof, or answer this message.',
    'claim-notice.revoked.action': 'Read the decision and answer it',
    'claim-notice.joined.subject': 'Two pages were made one: {listing}',
    'claim-notice.joined.heading': 'Your claim goes on for the page that they became',
    'claim-notice.joined.what':
      'Two pages of the same business were made one, that of {listing}. Your claim is for it from now on, and stays where it was, with your proofs.',
    'claim-notice.joined.action': 'Follow the claim',
    'claim-notice.parted.subject': 'Two pages are set apart again: {listing}',
    'claim-notice.parted.heading': 'Your claim goes on for its own page',
    'claim-notice.parted.what':
      'Two pages that had been made one are set apart again: they are two businesses. Your claim is for the page of {listing}, with your proofs.',
    'claim-notice.parted.action': 'Follow the claim',
    'claim-notice.owner-disputed.subject': 'Somebody else claims your page: {listing}',
    'claim-notice.owner-disputed.heading': 'Somebody else asks to keep your page',
    'claim-notice.owner-disputed.what':
      'Another account also claims the page of {listing}. Nothing changes for now: a person of the local authority will compare. If you handed your business over, pass the page on; otherwise, send a document that shows that it is yours, or answer this message.',
    'claim-notice.owner-disputed.action': 'See the claim and answer it',
    'claim-notice.owner-document-requested.subject': 'A document is asked for: {listing}',
    'claim-notice.owner-document-requested.heading': 'The local authority asks you for a document',
    'claim-notice.owner-document-requested.what':
      'Another account claims the page of {listing}, which you keep. To decide, a person of the local authority needs a document from you. Here is what they write. Nothing changes for now.',
    'claim-notice.owner-document-requested.action': 'Send the document',
    'claim-notice.owner-document.subject': 'Your document is passed on: {listing}',
    'claim-notice.owner-document.heading': 'The local authority has your document',
    'claim-notice.owner-document.what':
      'A person of the local authority compares it with the proofs of the other account that claims the page of {listing}. You still keep this page; the decision will come by email.',
    'claim-notice.owner-document.action': 'Follow the case',
    'claim-notice.owner-kept.subject': 'You keep your page: {listing}',
    'claim-notice.owner-kept.heading': 'Nothing changes for your page',
    'claim-notice.owner-kept.what':
      'The local authority refused another account’s claim on {listing}. You go on keeping this page.',
    'claim-notice.owner-kept.action': 'Open my space',
    'claim-notice.transfer-offered.subject': 'You are offered a page on “{portal}”',
    'claim-notice.transfer-offered.heading': 'Do you want to keep the page of {listing}?',
    'claim-notice.transfer-offered.what':
      'The person who keeps this page on “{portal}” offers it to you. Sign in with this address to accept or decline. If you do not know this business, there is nothing for you to do.',
    'claim-notice.transfer-offered.action': 'See the offer',
    'claim-notice.addition-asked.subject': 'Your request was passed on: {listing}',
    'claim-notice.addition-asked.heading': 'The local authority looks at your request',
    'claim-notice.addition-asked.what':
      'You asked for {listing} to be added to the directory of “{portal}”. A person checks it; the answer will come by email.',
    'claim-notice.addition-asked.action': 'Follow the request',
    'claim-notice.addition-approved.subject': 'Your business is in the directory: {listing}',
    'claim-notice.addition-approved.heading': '{listing} is in the directory',
    'claim-notice.addition-approved.what':
      'The public can already find it on “{portal}”. It remains to prove that it is your business: choose a proof among your claims, a code, a letter, a document or the word of the local authority.',
    'claim-notice.addition-approved.action': 'See my claims',
    'claim-notice.addition-refused.subject': 'Your request to be added is refused: {listing}',
    'claim-notice.addition-refused.heading': 'Your request to be added is not accepted',
    'claim-notice.addition-refused.what':
      'The local authority did not add {listing} to the directory. Here is why.',
    'claim-notice.addition-refused.action': 'See my claims',
    'claim-because.proconnect': 'Reason: ProConnect confirms that you work for this establishment.',
    'claim-because.phone-code': 'Reason: the code that the phone of this business received was entered.',
    'claim-because.email-code':
      'Reason: the code that the email address of this business received was entered.',
    'claim-because.letter-code':
      'Reason: the code of the letter to the address of this business was entered.',
    'claim-because.document': 'Reason: you sent a document, which a person must read.',
    'claim-because.town': 'Reason: you asked for the word of the local authority.',
    'claim-because.agent': 'The reason of the decision, as it was written:',
    'claim-because.owned': 'Reason: another account keeps this page already.',
    'claim-because.rival': 'Reason: another claim, with its proofs, waits for an answer too.',
    'claim-because.other-recognised':
      'Reason: the local authority recognised somebody else as keeping this business. It writes:',
    'claim-because.other-recognised-silent':
      'Reason: the local authority recognised somebody else as keeping this business.',
    'claim-because.addition-silent': 'Reason: the local authority added this business at your request.',
    'claim-because.addition': 'Reason: the local authority added this business at your request. It writes:',
    'claim-because.merged':
      'Reason: two listings of this business were made one, and you had a claim on the other already, or its page.',
    'claim-because.handed-over': 'Reason: the offer to hand it over was accepted.',
  },
};
