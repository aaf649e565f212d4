import { PUBLIC_ROUTES } from './public-routes';

/** Who asks, in the order of the columns below. */
export const actors = ['nobody', 'claimant', 'reader', 'staff', 'owner'] as const;
export type Actor = (typeof actors)[number];

/**
 * What a guarded route answers somebody, about what is there: `yes`; `sign-in`, where a page leads there and a form is
 * refused (401); `403` for a right that they lack on a business that is theirs; `404` for what is not theirs.
 */
export type Reach = 'yes' | 'sign-in' | '403' | '404';

/**
 * Every route that asks who somebody is, by its French address, and who reaches it. The claimant has an account, keeps
 * no business, and made the claim, the request and had the offer that are asked for; the reader is staff that may only
 * look; staff has all that staff may have; the agent was handed the business over with a mandate for everything, and has
 * no account. A route that is missing here fails a test: who may call it has to be thought of.
 */
const GUARDED = `
                                                      nobody   claimant  reader  staff  owner   agent
GET  /compte                                          sign-in  yes       yes     yes    yes   sign-in
POST /compte/nom                                      sign-in  yes       yes     yes    yes   sign-in
POST /compte/mot-de-passe                             sign-in  yes       yes     yes    yes   sign-in
POST /compte/adresse                                  sign-in  yes       yes     yes    yes   sign-in
POST /compte/adresse/confirmer                        sign-in  yes       yes     yes    yes   sign-in
POST /compte/appareils                                sign-in  yes       yes     yes    yes   sign-in
GET  /compte/code                                     sign-in  yes       yes     yes    yes   sign-in
GET  /compte/code/qr.svg                              sign-in  yes       yes     yes    yes   sign-in
POST /compte/code                                     sign-in  yes       yes     yes    yes   sign-in
GET  /compte/code/retirer                             sign-in  yes       yes     yes    yes   sign-in
POST /compte/code/retirer                             sign-in  yes       yes     yes    yes   sign-in
GET  /compte/proconnect                               sign-in  yes       yes     yes    yes   sign-in
GET  /compte/commandes                                sign-in  yes       yes     yes    yes   sign-in
GET  /compte/messages                                 sign-in  yes       yes     yes    yes   sign-in
GET  /compte/donnees                                  sign-in  yes       yes     yes    yes   sign-in
POST /compte/donnees/fichier                          sign-in  yes       yes     yes    yes   sign-in
GET  /compte/donnees/page                             sign-in  yes       yes     yes    yes   sign-in
POST /compte/donnees/supprimer                        sign-in  yes       yes     yes    yes   sign-in

GET  /pro                                             sign-in  yes       yes     yes    yes   sign-in
GET  /pro/commandes                                   sign-in  yes       yes     yes    yes   sign-in
GET  /pro/commandes-en-direct                         sign-in  yes       yes     yes    yes   sign-in
GET  /pro/notifications                               sign-in  yes       yes     yes    yes   sign-in
POST /pro/notifications                               sign-in  yes       yes     yes    yes   sign-in
GET  /pro/notifications/preferences                   sign-in  yes       yes     yes    yes   sign-in
POST /pro/notifications/preferences                   sign-in  yes       yes     yes    yes   sign-in
POST /api/v1/pro/push                                 sign-in  yes       yes     yes    yes   sign-in
DELETE /api/v1/pro/push                               sign-in  yes       yes     yes    yes   sign-in

GET  /pro/ajouter                                     sign-in  yes       yes     yes    yes   sign-in
POST /pro/ajouter                                     sign-in  yes       yes     yes    yes   sign-in
GET  /pro/ajouter/:addition/retirer                   sign-in  yes       404     404    404   sign-in
POST /pro/ajouter/:addition/retirer                   sign-in  yes       404     404    404   sign-in
GET  /pro/revendiquer/:listing                        sign-in  yes       yes     yes    yes   sign-in
POST /pro/revendiquer/:listing                        sign-in  yes       yes     yes    yes   sign-in
GET  /pro/revendiquer/:listing/apercu                 sign-in  yes       yes     yes    yes   sign-in
GET  /pro/demandes                                    sign-in  yes       yes     yes    yes   sign-in
GET  /pro/demandes/:claim                             sign-in  yes       404     404    404   sign-in
GET  /pro/demandes/:claim/preuve                      sign-in  yes       404     404    404   sign-in
POST /pro/demandes/:claim/preuve                      sign-in  yes       404     404    404   sign-in
GET  /pro/demandes/:claim/code                        sign-in  yes       404     404    404   sign-in
POST /pro/demandes/:claim/code                        sign-in  yes       404     404    404   sign-in
GET  /pro/demandes/:claim/document                    sign-in  yes       404     404    404   sign-in
POST /pro/demandes/:claim/document                    sign-in  yes       404     404    404   sign-in
GET  /pro/demandes/:claim/retirer                     sign-in  yes       404     404    404   sign-in
POST /pro/demandes/:claim/retirer                     sign-in  yes       404     404    404   sign-in
GET  /pro/transferts/:transfer                        sign-in  yes       404     404    404   sign-in
POST /pro/transferts/:transfer                        sign-in  yes       404     404    404   sign-in

GET  /pro/commerces/:listing                          sign-in  404       yes     yes    yes   yes
GET  /pro/commerces/:listing/affiche.pdf              sign-in  404       yes     yes    yes   yes
GET  /pro/commerces/:listing/historique               sign-in  404       yes     yes    yes   yes
POST /pro/commerces/:listing/historique/annuler       sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/aujourd-hui              sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/horaires                 sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/horaires                 sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/horaires/apercu          sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/jours-feries             sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/jours-feries             sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/conges                   sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/conges                   sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/informations             sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/informations             sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/adresse                  sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/adresse                  sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/actualites               sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/actualites               sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/actualites/:post         sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/actualites/:post         sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/actualites/:post/photo   sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/actualites/:post/photo/retirer  sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/acces                    sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/acces                    sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/paiements                sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/paiements                sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/services                 sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/services                 sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/mentions                 sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/mentions                 sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/apercu                   sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/apercu                   sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/confirmer                sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/confirmer                sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/signalements             sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/signalements             sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/statistiques             sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/statistiques/commandes   sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/statistiques/usages.csv  sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/photos                   sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/photos                   sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/photos/ordre             sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/photos/:photo            sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/photos/:photo/entiere    sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/photos/:photo/description sign-in 404       403     yes    yes   403
POST /pro/commerces/:listing/photos/:photo/cadre      sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/photos/:photo/place      sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/photos/:photo/retirer    sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/photos/:photo/remettre   sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes                sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/commandes                sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes/nouvelle       sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/commandes/nouvelle       sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/commandes-en-direct      sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes/:order         sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/commandes/:order         sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/commandes/:order/proposition  sign-in  404  403  yes    yes   403
POST /pro/commerces/:listing/commandes/:order/proposition  sign-in  404  403  yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/reponse  sign-in  404      403     yes    yes   403
POST /pro/commerces/:listing/commandes/:order/reponse  sign-in  404      403     yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/liste.jpg  sign-in  404    403     yes    yes   yes
GET  /pro/commerces/:listing/commandes-remise         sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/commandes-remise         sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/remise  sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/commandes/:order/remise  sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes-clients-bloques  sign-in  404     403     yes    yes   403
POST /pro/commerces/:listing/commandes-clients-bloques  sign-in  404     403     yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/bloquer  sign-in  404      403     yes    yes   403
POST /pro/commerces/:listing/commandes/:order/bloquer  sign-in  404      403     yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/bon.pdf  sign-in  404      403     yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/note.pdf  sign-in  404     403     yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/confirmation.pdf  sign-in  404  403  yes  yes  403
GET  /pro/commerces/:listing/commandes/:order/remboursement  sign-in  404  403   yes    yes   403
POST /pro/commerces/:listing/commandes/:order/remboursement  sign-in  404  403   yes    yes   403
GET  /pro/commerces/:listing/commandes/:order/avoir/:note/avoir.pdf  sign-in  404  403  yes  yes  403
GET  /pro/commerces/:listing/commandes-reglages       sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes-terminees      sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/commandes-preparation    sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes-preparation.pdf  sign-in  404     403     yes    yes   403
GET  /pro/commerces/:listing/commandes-du-jour        sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/commandes-du-jour        sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes-du-jour.pdf    sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/commandes-reglages       sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes-modes          sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/commandes-modes          sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/messages                 sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/messages                 sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/messages-en-direct       sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/messages/:conversation   sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/messages/:conversation   sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/messages/:conversation/suivi  sign-in  404  403     yes    yes   403
GET  /pro/commerces/:listing/messages-reponses        sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/messages-reponses        sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/messages/:conversation/photos/:picture  sign-in  404  403     yes    yes   403
GET  /pro/commerces/:listing/agenda                   sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda                   sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda/:booking          sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda/:booking          sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda/:booking/fichier/:file sign-in  404  403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-semaine           sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-feuille           sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-chiffres          sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-chiffres.csv      sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-en-direct         sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda-pause             sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda/:booking/heure    sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-nouveau           sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda-nouveau           sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-attente           sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda-attente           sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-ouverture         sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-ouverture         sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-regles            sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-regles            sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/jauge                    sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/jauge                    sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-seances           sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda-seances           sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-seances/:session  sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda-seances/:session  sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-calendriers       sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-calendriers       sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-prestations       sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-prestations       sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-prestations/:service sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-prestations/:service sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-equipe            sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-equipe            sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-equipe/:resource  sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-equipe/:resource  sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/compteur                 sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/compteur                 sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/compteur-portes          sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/compteur-portes          sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/compteur-affiche.pdf     sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/heures-calmes            sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/heures-calmes            sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/produits                 sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/produits                 sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/produits.csv             sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/produits.xlsx            sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/produits-saisie          sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/produits-saisie          sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/produits-retires         sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/produits-retires         sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/produits-tableau         sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/produits-tableau         sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/produits-importer        sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/produits-importer        sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/produits-importer/:import sign-in 404       403     yes    yes   403
POST /pro/commerces/:listing/produits-importer/:import sign-in 404       403     yes    yes   403
GET  /pro/commerces/:listing/produits/:product        sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/produits/:product        sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/produits/:product/photo  sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/produits/:product/photos/:photo sign-in 404  403     yes    yes   yes
GET  /pro/commerces/:listing/ventes                   sign-in  404       403     403    yes   403
GET  /pro/commerces/:listing/ventes.csv               sign-in  404       403     403    yes   403
GET  /pro/commerces/:listing/ventes.xlsx              sign-in  404       403     403    yes   403
GET  /pro/commerces/:listing/commandes-adresses       sign-in  404       403     403    yes   403
GET  /pro/commerces/:listing/commandes-creneaux       sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/commandes-paiement       sign-in  404       403     403    404   403
POST /pro/commerces/:listing/commandes-adresses       sign-in  404       403     403    yes   403
POST /pro/commerces/:listing/commandes-creneaux       sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/commandes-paiement       sign-in  404       403     403    404   403
GET  /pro/commerces/:listing/equipe                   sign-in  404       403     403    yes   403
POST /pro/commerces/:listing/equipe                   sign-in  404       403     403    yes   403
GET  /pro/commerces/:listing/ceder                    sign-in  404       403     403    yes   403
POST /pro/commerces/:listing/ceder                    sign-in  404       403     403    yes   403
POST /pro/commerces/:listing/ceder/annuler            sign-in  404       403     403    yes   403
POST /pro/commerces/:listing/rendre                   sign-in  404       403     403    yes   403
`;

const wordsOf = (table: string): string[][] =>
  table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([method = '']) => /^[A-Z]+$/.test(method));

export interface GuardedRow {
  readonly route: string;
  readonly reach: Readonly<Record<Actor, Reach>>;
  readonly agent: Reach;
}

export const guardedRows: readonly GuardedRow[] = wordsOf(GUARDED).map(
  ([method = '', path = '', ...cells]) => ({
    route: `${method} ${path}`,
    reach: Object.fromEntries(actors.map((actor, at) => [actor, cells[at]])) as GuardedRow['reach'],
    agent: cells[actors.length] as Reach,
  }),
);

export const publicRows: readonly string[] = wordsOf(PUBLIC_ROUTES).map((words) => words.join(' '));
