// On a narrow screen the map is wider than its frame: its middle is shown first. Without this module it is its left side.
//
// <div data-map-room><svg>…</svg></div>

for (const room of document.querySelectorAll("[data-map-room]")) {
  room.scrollLeft = (room.scrollWidth - room.clientWidth) / 2;
}
