(() => {
  // Served by `edgejson preview --serve`: shown again, filtered as before, as soon as what it shows has changed.
  const fields = [...document.querySelectorAll("#filters select, #filters input")];
  const usable = !document.getElementById("records").hidden;
  const before = JSON.parse(sessionStorage.getItem("filters") || "null");
  if (before && usable) {
    fields.forEach((field, place) => {
      field.value = before[place];
      if (field.selectedIndex === -1) field.selectedIndex = 0; // no such choice any more
    });
    document.getElementById("filters").dispatchEvent(new Event("change"));
  }
  const look = async () => {
    try {
      const stamp = await (await fetch("/stamp", { cache: "no-store" })).text();
      if (stamp !== document.body.dataset.stamp) {
        if (usable) sessionStorage.setItem("filters", JSON.stringify(fields.map((field) => field.value)));
        return location.reload();
      }
    } catch {
      // the server has ended; it may come back
    }
    setTimeout(look, 500);
  };
  look();
})();
