(() => {
  // Served by `edgejson preview --serve`: shown again as soon as what it shows has changed.
  const look = async () => {
    try {
      const stamp = await (await fetch("/stamp", { cache: "no-store" })).text();
      if (stamp !== document.body.dataset.stamp) return location.reload();
    } catch {
      // the server has ended; it may come back
    }
    setTimeout(look, 500);
  };
  look();
})();
