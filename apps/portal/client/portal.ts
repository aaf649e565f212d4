import { ContactForm } from './islands/contact-form';
import { MapCompanion } from './islands/map-companion';
import { NearMe } from './islands/near-me';
import { SearchBox } from './islands/search-box';
import { ShareLink } from './islands/share-link';

customElements.define('contact-form', ContactForm);
customElements.define('search-box', SearchBox);
customElements.define('near-me', NearMe);
customElements.define('share-link', ShareLink);
customElements.define('map-companion', MapCompanion);
