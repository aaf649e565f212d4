import { foldText } from '../fold';

/**
 * Common words that the register writes without their accents, as French writes them. Only words whose unaccented form is
 * no other word: "cote", "pres", "the", "retraite" or "braise" are left as they are found.
 */
const WORDS = `
abbé académie aéroport aîné allée aménagement âme antiquités appât arènes armée arrêt artère assurément
bâtiment bâtir bâton beauté bébé bénéfice béton bibliothèque bière bières bohème boîte boulangère bûche brûlerie
café cafés cafétéria cantinière carrément carré cathédrale célébration cérémonie céréales chaînes chaîne château châteaux
chaussée châtaigne chênaie chêne chênes chèvre chèvres chéri chérie cinéma cité clé clés clôture clôtures collège collèges
comédie comité complément comptabilité confrérie contrôle contrôles coopérative côtelette créa créateur créateurs créatif
création créations créative créatrice crèche crèches crédit crédits crème crèmerie crêpe crêperie crêperies crêpes cœur cœurs
décor déco décoration décorations découverte découvertes déjeuner délégation délice délices déménagement déménagements
démolition dentifrice dépannage dépannages départemental départementale département déportés dépôt dépôts dératisation
désinfection déstockage détente détective développement diététique discothèque écaille écailler échelle échoppe éclair
éclairage éclat éclipse écluse éco école écoles écologie économie économique écran écrin écriture écume écureuil écurie
écuries édition éditions éducatif éducation éducative égalité église églises élagage élan électricien électricité électrique
électro électroménager électronique élégance élégante élevage élite émail émeraude émotion émotions énergie énergies
entrepôt épargne épices épicerie épiceries épicurien épi épis époque équestre équilibre équipage équipe équipement équipements
équitation érable escalier espérance esthéticienne esthétique établissement établissements étage étal étalage étanchéité étang
étape étoffe étoile étoiles étude études européen européenne évasion événement événementiel événements évêché évêque éveil évolution
expérience extérieur extérieurs façade façades façon faculté fédération fée fées fenêtre fenêtres ferronnière fête fêtes fidélité
financière forêt forêts fougère fournée frère frères frontière fumée funèbres funéraire funéraires gâteau gâteaux général généalogie
générale généraliste généraux génération génie géomètre géomètres gérance gîte gîtes glacière goût goûts goûter gravière grève
guérison héritage héritiers hôpital hôtel hôtelier hôtelière hôtellerie hôtels huître huîtres hygiène idéal idée idées île îles
imprimé infirmière infirmières ingénierie ingénieur ingénieurs intérieur intérieurs intérim intérimaire jardinière jetée
kinésithérapeute kinésithérapie léger légende légion légume légumes lézard libération liberté lingère littéraire lumière lumières lycée
maçon maçonnerie maître maîtres marché marchés maréchal matériaux matériel mécanique médecin médecine médecins médiathèque
médical médicale médicaux méditerranée méditerranéen mélodie mémoire ménage ménager mère mères mérite métal métallerie métallerie
métallique métier métiers météo mûre musée musées mystère naître naturopathe nécessaire négoce opéra orthopédie orthopédique
ostéopathe ostéopathie panthère papeterie pâtisserie pâtisseries pâtissier pâtissière pêche pêcheur pêcheurs pédicure pépinière
pépinières père pères périgord périscolaire pétale pétales pétrin phénix piéton pièces pièce plâtrerie plâtrier pléiade poème poésie
poêle poêles poissonnière porcelainière préfecture première présence président prestigieux prêt prévention prévoyance prieuré
propreté propriété prothèse prothèses prothésiste psychothérapie psychothérapeute publicité qualité quincaillière récré récréation
régie régional régionale religieux rénovation rénovations réparation réparations république réseau réseaux résidence résidences
résistance rêve rêves révision rivière rivières rôtisserie santé sécurité séjour sélection sélect sénior séniors sérénité sérigraphie
serrurière sésame société sociétés sœur sœurs soirée spécialité spécialités stratégie sûreté système systèmes télé télécom télécoms
téléphone téléphonie télévision tempête tête têtes thérapeute thérapie thérapies théâtre théâtres thés tôlerie traçage trésor
trésorerie trésors unité université vallée variété variétés végétal végétale vélo vélos vérandas véranda vérité vétérinaire vétérinaires
vêtement vêtements vidéo vidéos vitrerie volière créole intégral intégrale général mobilité solidarité sérieux séduction évidence
évidences français française éléphant élève élèves éleveur déménageur débouchage dépanneur supermarché hypermarché intermarché bricomarché
coopératif criée blé manège frontières régent réunion réunions œuf œufs îlot états débonnaire américain américaine activité activités privé hôpitaux régal régals copropriété copropriétés
amitié amitiés belvédère spéciale spécial vendôme étranger étrangère étrangers bénévole bénévoles dévoué éternel éternelle légendaire
pénitents préau présentation procédé précision prévôté rémouleur saône sévigné molière voltaïque rhône isère drôme gâtinais bretèche
orléans angoulême périgueux nîmes béziers étienne besançon compiègne étampes créteil immobilière région régions foncière associé associée récollets bénédictin amphithéâtre œuvre défense métropole aubépine médiation
cloître métaux hospitalière mutualité planète scène média multimédia gérant gérante diocésain diocésaine numérique pénitentiaire
régate étudiant étudiante congrès gérontologie réalisation échec libéral libérale propriétaire copropriétaire compétence intégration
évangélique coopération conifère privilège trapéziste céleste miséricorde préfet délégué sénateur assemblée réfractaire sidérurgie
gynéco nénuphar pensée géode séminaire faïence faïencerie pôle bâti énergétique genèse siècle dôme âge échappée échange écossais
éclairagiste crémaillère crémerie confédération député évaluation légal pédagogie présidence républicain thérapeutique
réglage réglementation rééducation réanimation réception récupération référence régulation répit réserve réussite révélation sérénade
télésurveillance témoin ténor théière thématique tréteaux végétarien végétarienne mécano mécénat mélange mésange météore numéro
opérateur orchidée pavé précarité pépite périphérique quiétude séance sémaphore frêne hêtre mûrier bûcheron pêcherie rôtisseur voûte
gâterie pâquerette théâtral évasions éphémère épopée étincelle étincelles zénith résonance périple pérennité phénomène pédagogique pédiatrie cardiologie gériatrie
chrétien chrétienne chrétiens chrétiennes routière impérial impériale degré commerçant commerçante commerçants
agglomération réuni réunis israélite impôt impôts élixir dorée ciné caméléon accès secrétariat proximité océan
maternité genévrier être émaux élément débit communauté âgée âgées tutélaire télécommunication répression régime précieux
phalanstère pétanque opérationnel métro méthodiste métallurgie libéraux intérêt idéale fraternité fermée fédéral fédérale
fédérative étain épaisse éden dragée démocratie complicité bélier athlétisme adrénaline zéphyr vitalité verrière vénitien
vénitienne valériane troisième trésorier trèfle tolérance tôle théologie thaï thaïlandais tanière surdité supérieur
supérieure spécialisé spécialisée simplicité sépia secrétaire scolarité sacrée revêtement résidentiel représentant
répétiteur radiotéléphone puériculture progrès productivité primevère préventive prénatal précis poussière plongée
planisphère pétrole persévérance pentecôte péniche pèlerinage pékin pégase orphéon orée oméga obstétricien nouveauté
néonatale néon mélomane modéliste modélisme ministère minéraux millénaire millénium métronome ménagère marée maréchaux
maraîcher maraîchère malgré luthérienne lièvre légère laïc laïque karaté indépendant indépendante indemnité immédiat
houillère hébergement grégorien grégorienne géotechnique géométrie géographique garçon garçonne frivolité floréal fiscalité
ferrée fermière féminin féminine façonnière extrême eurêka étiquette éthique éthiopien épuration épisode
épiscopale entité enchère employé élu élémentaire électron élastique églantier éducateur éditeur économe écologique
éclaireur éclaireuse échappement échangeur échafaudage ébénisterie ébéniste diocèse diabète détour détaillant détail
derrière départementaux démo défi déficient déchet débutant débarcadère crépuscule conquérant congrégation congé conférence
complémentaire compétitivité cohésion clématite chèque cheminée charité céramique céramiste cèdre carrière caractère
cancérologie camélia bétail bergère berbère bénédictine bénédiction azalée auprès atmosphère arôme apogée apéro année
angélique amélioration aloès algérien affûteur affûtage aérien aérienne adhésif aciérie métamorphose interrégional
réflexologie réflexologue hypnothérapeute diététicien diététicienne élagueur vidéothèque ludothèque préparation préparateur
écrivain éventail écharpe épingle étrier ébène crépinette tapissière crêpière fromagère glaçon traçabilité façonnage
apéritif étuve hélicoptère opérette orangée péridurale réceptif sérigraphe séquence téléphérique vélodrome
zoothérapie épilation éternité étanche énoncé événementielle régulière sèche sécheresse évolutif évolutive généreux
généreuse bénéficiaire réfrigération fidèle hébergé ingénieux intègre mémorial méridien méridional métallier océane
océanique plâtre pédalo phénoménal réel répertoire réplique réservation révolution télésecrétariat thermomètre tréteau
élancé
`;

/** Given names, for people and for the streets and businesses that bear them. */
const GIVEN_NAMES = `
Adélaïde Adèle Agnès Amélie Anaïs André Andrée Angèle Aurélie Aurélien Barthélemy Béatrice Bénédicte Bérengère Cécile Cédric Céline
Chloé Clément Cléo Clémence Danièle Édith Édouard Éléonore Élisabeth Élise Élodie Éloi Émile Émilie Émilien Estève Étienne Eugène
Eugénie Félicité Félix François Françoise Frédéric Frédérique Gaël Gaëlle Gaëtan Geneviève Gérald Gérard Géraldine Grégoire Gwénaël
Hélène Héloïse Hervé Honoré Hugolène Irène Jérémie Jérôme Joël Joëlle Josèphe Josée Léa Léo Léon Léonard Léonie Léopold Loïc Lorène
Maël Mathéo Mélanie Mélissa Michaël Michèle Mickaël Mireille Moïse Noël Noëlle Noémie Océane Odilon Ophélie Pénélope Raphaël Raphaëlle
Régine Régis Rémi Rémy René Renée Romée Salomé Sébastien Ségolène Séverine Solène Stéphane Stéphanie Théo Théodore Théophile Thérèse
Timothée Valérie Véronique Victorée Yaël Zoé Élie Éliane Évelyne Élias Ève
`;

/** People and places that streets are called after all over France. */
const STREET_NAMES = `
Ampère Ardèche Armentières Barbès Béarn Bègles Béranger Béthune Béziers Châtillon Chénier Cévennes
César Crébillon Déroulède Dupré Éluard Évreux Exupéry Fénelon Fondaudège Gévaudan Guéret Guérin Hergé Jaurès Kléber
Laënnec Lérins Liège Macé Méliès Ménilmontant Mérimée Mézières Péguy Péri Périgord Périgueux Pérouse Poincaré Pyrénées
Réaumur Rhône Sébastopol Sémard Trémoille Vendée Vézère
`;

const accented = new Map(
  [...WORDS.split(/\s+/), ...`${GIVEN_NAMES} ${STREET_NAMES}`.toLowerCase().split(/\s+/)]
    .filter((word) => word !== '')
    .map((word) => [foldText(word), word] as const),
);

/** A lower-case word, or its plural, with the accents that it lacks; an unknown word as it is. */
export function withAccents(word: string): string {
  const known = accented.get(word);
  if (known !== undefined) return known;
  const singular = word.endsWith('s') ? accented.get(word.slice(0, -1)) : undefined;
  return singular === undefined ? word : `${singular}s`;
}
