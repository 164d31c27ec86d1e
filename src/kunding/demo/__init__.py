"""The demo company “Stadtwerke Lindenau”, built through the other rooms' actions."""
