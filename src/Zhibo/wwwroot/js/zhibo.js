// Everything here only adds to pages that are complete without it.
import './time.js';
import './menu.js';
import './actions.js';
import './live.js';
import './search.js';
