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
GET  /pro/commerces/:listing/agenda                   sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda                   sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda/:booking          sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda/:booking          sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-semaine           sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-feuille           sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-en-direct         sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-pause             sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda/:booking/heure    sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-nouveau           sign-in  404       403     yes    yes   yes
POST /pro/commerces/:listing/agenda-nouveau           sign-in  404       403     yes    yes   yes
GET  /pro/commerces/:listing/agenda-attente           sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-attente           sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-ouverture         sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-ouverture         sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-regles            sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-regles            sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/jauge                    sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/jauge                    sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-seances           sign-in  404       403     yes    yes   403
POST /pro/commerces/:listing/agenda-seances           sign-in  404       403     yes    yes   403
GET  /pro/commerces/:listing/agenda-seances/:session  sign-in  404       403     yes    yes   403
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

/** Every route that anybody reaches, by its French address. */
const PUBLIC = `
GET  /
GET  /a-propos
GET  /mentions-legales
GET  /confidentialite
GET  /accessibilite
GET  /classement
GET  /fraicheur
GET  /contact
POST /contact
GET  /contact/envoye

GET  /commerces
GET  /commerces/:category
GET  /commerces/:category/:commune
GET  /communes/:commune
GET  /quartiers/:district
GET  /rues/:commune/:street
GET  /commerce/:listing
GET  /commerce/:listing/image.png
GET  /commerce/:listing/qr.svg
GET  /commerce/:listing/signaler
POST /commerce/:listing/signaler
GET  /commerce/:listing/signaler/merci
GET  /commerce/:listing/corriger
POST /commerce/:listing/corriger
GET  /commerce/:listing/commander
POST /commerce/:listing/commander
POST /commerce/:listing/commander/confirmer
GET  /commerce/:listing/rendez-vous
GET  /commerce/:listing/rendez-vous/:service
POST /commerce/:listing/rendez-vous/:service
GET  /commerce/:listing/rendez-vous/:service/reserver
POST /commerce/:listing/rendez-vous/:service/reserver
GET  /commerce/:listing/rendez-vous/:service/attente
POST /commerce/:listing/rendez-vous/:service/attente
POST /commerce/:listing/commander/total
GET  /commerce/:listing/liste
POST /commerce/:listing/liste
GET  /commerce/:listing/conditions-de-vente
GET  /commerce/:listing/produits/:product
GET  /commerce/:listing/corriger/envoye
GET  /paniers
POST /paniers
GET  /paniers/tournee
POST /paniers/tournee
GET  /panier
POST /panier
GET  /media/photos/:listing/:file

GET  /actualites
GET  /actualites.atom
GET  /donnees
GET  /donnees/commerces.csv
GET  /donnees/commerces.geojson
GET  /donnees/commerces.jsonld
GET  /donnees/actualites.csv
GET  /donnees/catalogue.jsonld
GET  /donnees/catalogue.ttl
GET  /api/v1/search
GET  /api/v1/facets
GET  /api/v1/suggest
GET  /api/v1/clusters
GET  /api/v1/outlines
POST /api/v1/taps
POST /api/v1/order/:token/push
DELETE /api/v1/order/:token/push
GET  /order-worker.js

GET  /connexion
POST /connexion
GET  /connexion/code
POST /connexion/code
GET  /connexion/lien
POST /connexion/lien
GET  /connexion/lien-envoye
POST /connexion/lien-envoye
GET  /connexion/proconnect
GET  /connexion/proconnect/retour
POST /deconnexion
GET  /inscription
POST /inscription
GET  /mot-de-passe
POST /mot-de-passe
GET  /lien/:token
POST /lien/:token
POST /lien/:token/nouveau
GET  /invitation/:token
POST /invitation/:token
GET  /corriger/:token
POST /corriger/:token
GET  /corriger/:token/merci
GET  /commande/:token
POST /commande/:token
POST /commande/:token/qui-retire
POST /commande/:token/encore
POST /commande/:token/payer
GET  /commande/:token/suivi
GET  /commande/:token/agenda.ics
GET  /commande/:token/confirmation.pdf
GET  /commande/:token/note.pdf
GET  /commande/:token/avoir/:note
GET  /commande/:token/avoir/:note/avoir.pdf
GET  /commande/:token/conditions
GET  /commande/:token/retractation
POST /commande/:token/retractation
GET  /commande/:token/liste.jpg
GET  /commande/:token/proposition
POST /commande/:token/proposition
GET  /rendez-vous/:token
POST /rendez-vous/:token
GET  /rendez-vous/:token/deplacer
POST /rendez-vous/:token/deplacer
POST /rendez-vous/:token/venir
POST /rendez-vous/:token/plus-tot
GET  /rendez-vous/:token/agenda.ics
GET  /attente/:token
POST /attente/:token
GET  /agenda/:token/agenda.ics
GET  /porte/:token
POST /porte/:token
GET  /ecran/:token
GET  /confirmer-commande/:token
POST /confirmer-commande/:token
GET  /repondre/:token
POST /repondre/:token
GET  /sans-reponse/:token
POST /sans-reponse/:token
GET  /commandes-adresse/:token
POST /commandes-adresse/:token
GET  /commandes-adresse/:token/arreter
POST /commandes-adresse/:token/arreter
GET  /mandat/:token
POST /mandat/:token
POST /mandat/:token/retirer
GET  /pro/agent/:token
POST /pro/agent
GET  /signalement/:token
POST /signalement/:token
GET  /pro/confirmer/:token
POST /pro/confirmer/:token
GET  /pro/confirmer/:token/merci
GET  /pro/confirmer/:token/arreter
POST /pro/confirmer/:token/arreter

GET  /pro/trouver

GET  /pro/hors-ligne
GET  /pro/icone-:size.png
GET  /pro/manifest.webmanifest
GET  /pro/sw.js

GET  /robots.txt
GET  /.well-known/security.txt
GET  /manifest.webmanifest
GET  /favicon.ico
GET  /assets/:hash/:name
GET  /sitemap.xml
GET  /sitemaps/pages.xml
GET  /sitemaps/categories.xml
GET  /sitemaps/lieux-:number.xml
GET  /sitemaps/commerces-:number.xml
GET  /sitemaps/produits-:number.xml
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

export const publicRows: readonly string[] = wordsOf(PUBLIC).map((words) => words.join(' '));
