// Draws a map where [data-map] stands; the list beside it says the same without it.
