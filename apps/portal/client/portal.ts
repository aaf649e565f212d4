import { ContactForm } from './islands/contact-form';
import { MapCompanion } from './islands/map-companion';
import { NearMe } from './islands/near-me';
import { PhotoCrop } from './islands/photo-crop';
import { PhotoOrder } from './islands/photo-order';
import { PhotoUpload } from './islands/photo-upload';
import { SearchBox } from './islands/search-box';
import { ShareLink } from './islands/share-link';

customElements.define('contact-form', ContactForm);
customElements.define('search-box', SearchBox);
customElements.define('near-me', NearMe);
customElements.define('share-link', ShareLink);
customElements.define('map-companion', MapCompanion);
customElements.define('photo-upload', PhotoUpload);
customElements.define('photo-order', PhotoOrder);
customElements.define('photo-crop', PhotoCrop);
