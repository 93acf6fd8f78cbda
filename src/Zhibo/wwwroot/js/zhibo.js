import './time.js';
