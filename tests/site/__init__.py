"""What a built portal promises: read as files and as HTML, the way a browser would."""
