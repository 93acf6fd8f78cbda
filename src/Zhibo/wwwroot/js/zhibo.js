// Everything here only adds to pages that are complete without it.
import './time.js';
import './menu.js';
import './actions.js';
import './live.js';
import './views.js';
import './viewer.js';
import './search.js';
