// Scanning in the page, where the browser can read codes itself. Without it the phone's own camera and typing remain.
"use strict";

(() => {
  const form = document.querySelector("[data-ll-scan]");
  if (!form || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const part = (name) => form.querySelector(`[data-ll-scan-${name}]`);
  const video = form.querySelector("video");
  let stream = null;

  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    part("view").hidden = true;
    part("start").hidden = false;
  };

  const look = async (detector) => {
    if (!stream) return;
    const [found] = await detector.detect(video).catch(() => []);
    if (found) {
      form.querySelector("input[name=code]").value = found.rawValue;
      stop();
      form.requestSubmit();
    } else {
      setTimeout(() => look(detector), 150);
    }
  };

  part("start").hidden = false;
  part("start").addEventListener("click", async () => {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      await video.play();
      part("view").hidden = false;
      part("start").hidden = true;
      look(new BarcodeDetector({ formats: ["qr_code"] }));
    } catch {
      stop();
      part("failed").hidden = false;
    }
  });
  part("stop").addEventListener("click", stop);
  addEventListener("pagehide", stop);
})();
